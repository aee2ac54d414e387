import { failAt } from "./xmile-error.ts";

/** An element with what stands in it. */
export interface XmlElement {
  /** Name without its prefix. */
  readonly name: string;
  /** What the prefix stands for: an address, or the prefix itself when nothing declares it. */
  readonly namespace: string;
  /** Values by name as written, prefix included. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  readonly text: string;
  /** Line it starts in, from 1. */
  readonly line: number;
}

type Open = XmlElement & {
  readonly tag: string;
  readonly children: XmlElement[];
  text: string;
  readonly spaces: ReadonlyMap<string, string>;
};

const namePattern =
  /[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*(?::[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*)?/y;
const spacePattern = /[ \t\n]*/y;
const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

/**
 * Reads an XML document strictly. It is written here since the engine runs where there is neither a
 * DOM nor Node, and must stay small. Elements, attributes, text, CDATA, comments, processing
 * instructions, the five named entities and numbered characters are read; a document type is
 * refused, and with it every entity somebody could declare.
 */
export function parseXml(source: string, file: string): XmlElement {
  return new XmlReader(source.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n"), file).read();
}

class XmlReader {
  private readonly text: string;
  private readonly file: string;
  private at = 0;
  private line = 1;
  private counted = 0;
  private root: XmlElement | undefined;
  private readonly open: Open[] = [];

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  read(): XmlElement {
    const { text } = this;
    while (this.at < text.length) {
      const next = text.indexOf("<", this.at);
      this.characters(text.slice(this.at, next < 0 ? text.length : next));
      if (next < 0) break;
      this.at = next;
      this.markup();
    }
    const left = this.open.at(-1);
    if (left !== undefined) {
      return failAt(this.file, left.line)(`<${left.tag}> is not closed before the file ends`);
    }
    return this.root ?? this.fail("the file has no element");
  }

  private markup(): void {
    const { text, at } = this;
    if (text.startsWith("<!--", at)) this.through("-->", "a comment", 4);
    else if (text.startsWith("<?", at)) this.through("?>", "a processing instruction", 2);
    else if (text.startsWith("<![CDATA[", at)) {
      const inner = this.open.at(-1);
      const raw = this.through("]]>", "a CDATA section", 9);
      if (inner === undefined) this.fail("text stands outside the document's element");
      inner.text += raw;
    } else if (text.startsWith("<!", at)) {
      this.fail("document types and entity declarations are refused");
    } else if (text.startsWith("</", at)) this.close();
    else this.start();
  }

  /** Passes a stretch that ends with `end`, and gives what is inside. */
  private through(end: string, what: string, skip: number): string {
    const from = this.at + skip;
    const to = this.text.indexOf(end, from);
    if (to < 0) this.fail(`${what} is not closed before the file ends`);
    this.at = to + end.length;
    return this.text.slice(from, to);
  }

  private characters(raw: string): void {
    const inner = this.open.at(-1);
    if (inner !== undefined) inner.text += this.decode(raw);
    else if (raw.trim() !== "") this.fail("text stands outside the document's element");
    this.at += raw.length;
  }

  private start(): void {
    const line = this.lineHere();
    this.at += 1;
    const tag = this.name("an element's name");
    const attributes = new Map<string, string>();
    while (this.space() && !/[/>]/.test(this.text.charAt(this.at) || ">")) {
      const key = this.name(`an attribute's name in <${tag}>`);
      if (attributes.has(key)) this.fail(`<${tag}> has the attribute ${key} twice`);
      this.space();
      this.expect("=", tag);
      this.space();
      attributes.set(key, this.value(tag, key));
    }
    const empty = this.text.charAt(this.at) === "/";
    if (empty) this.at += 1;
    this.expect(">", tag);
    this.add(tag, attributes, line, empty);
  }

  private add(
    tag: string,
    attributes: ReadonlyMap<string, string>,
    line: number,
    empty: boolean,
  ): void {
    const outer = this.open.at(-1);
    if (outer === undefined && this.root !== undefined) {
      this.fail(`<${tag}> stands outside the document's element`);
    }
    const declared = [...attributes].filter(([key]) => /^xmlns(?::|$)/.test(key));
    const spaces = new Map([
      ...(outer?.spaces ?? []),
      ...declared.map(([key, uri]) => [key.slice(6), uri] as const),
    ]);
    const colon = tag.indexOf(":");
    const prefix = tag.slice(0, Math.max(colon, 0));
    const element: Open = {
      tag,
      name: tag.slice(colon + 1),
      namespace: spaces.get(prefix) ?? prefix,
      attributes,
      children: [],
      text: "",
      line,
      spaces,
    };
    if (outer === undefined) this.root = element;
    else outer.children.push(element);
    if (!empty) this.open.push(element);
  }

  private close(): void {
    this.at += 2;
    const tag = this.name("an element's name");
    const inner = this.open.pop();
    if (inner === undefined) this.fail(`</${tag}> closes nothing`);
    if (inner.tag !== tag) {
      this.fail(`</${tag}> stands where <${inner.tag}> of line ${inner.line} should be closed`);
    }
    this.space();
    this.expect(">", tag);
  }

  private value(tag: string, key: string): string {
    const quote = this.text.charAt(this.at);
    const end = this.text.indexOf(quote, this.at + 1);
    if ((quote !== '"' && quote !== "'") || end < 0) {
      this.fail(`the attribute ${key} of <${tag}> needs a value in quotation marks`);
    }
    const raw = this.text.slice(this.at + 1, end);
    if (raw.includes("<")) this.fail(`the attribute ${key} of <${tag}> has a "<" in its value`);
    const value = this.decode(raw.replaceAll(/[\t\n]/g, " "));
    this.at = end + 1;
    return value;
  }

  private decode(raw: string): string {
    if (!raw.includes("&")) return raw;
    return raw.replaceAll(/&([^;&\s]*)(;?)/g, (whole, body: string, end: string) => {
      const digits = /^#(?:(\d+)|x([\dA-Fa-f]+))$/.exec(body);
      const code = digits === null ? 0 : parseInt(digits[1] ?? digits[2]!, digits[1] ? 10 : 16);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      const known = Object.hasOwn(entities, body) ? entities[body] : undefined;
      const meaning = isCharacter ? String.fromCodePoint(code) : known;
      if (end === "" || meaning === undefined) this.fail(`"${whole}" is not a character of XML`);
      return meaning;
    });
  }

  private name(what: string): string {
    namePattern.lastIndex = this.at;
    const found = namePattern.exec(this.text)?.[0];
    if (found === undefined) return this.fail(`${what} is missing`);
    this.at += found.length;
    return found;
  }

  /** Passes white space; always true. */
  private space(): boolean {
    spacePattern.lastIndex = this.at;
    this.at += spacePattern.exec(this.text)![0].length;
    return true;
  }

  private expect(text: string, tag: string): void {
    if (!this.text.startsWith(text, this.at)) this.fail(`"${text}" is missing in <${tag}>`);
    this.at += text.length;
  }

  private lineHere(): number {
    for (; this.counted < this.at; this.counted += 1) {
      if (this.text.charCodeAt(this.counted) === 10) this.line += 1;
    }
    return this.line;
  }

  private fail(problem: string): never {
    return failAt(this.file, this.lineHere())(problem);
  }
}

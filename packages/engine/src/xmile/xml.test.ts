import { describe, expect, test } from "vitest";
import { messageOf } from "../testing/evaluate.ts";
import { type XmlElement, parseXml } from "./xml.ts";

const read = (text: string): XmlElement => parseXml(text, "a.xml");

/** An element as nested lists, to compare at a glance. */
function outline({ name, text, children }: XmlElement): unknown[] {
  return [name, text, ...children.map(outline)];
}

describe("parseXml", () => {
  test("reads elements, attributes and text", () => {
    const root = read(
      `\ufeff<?xml version="1.0"?>\r\n<!-- a <b> -->\n<a x='1 "2"' y = "3"><b/>one<c>two</c>three</a>\n`,
    );
    expect(outline(root)).toEqual(["a", "onethree", ["b", ""], ["c", "two"]]);
    expect([...root.attributes]).toEqual([
      ["x", '1 "2"'],
      ["y", "3"],
    ]);
    expect([root.line, root.children[1]!.line]).toEqual([3, 3]);
  });

  test("reads the named entities, numbered characters and CDATA", () => {
    const root = read(
      `<a b="&lt;&quot;&#x41;\n&#10;">&lt;&gt;&amp;&apos;&#65;<![CDATA[<&lt;]]>]</a>`,
    );
    expect(root.text).toBe("<>&'A<&lt;]");
    // A line break is a space in an attribute, unless it is written as a character.
    expect(root.attributes.get("b")).toBe('<"A \n');
  });

  test("makes one line break of each kind of it", () => {
    expect(read("<a>1\r\n2\r3\n4</a>").text).toBe("1\n2\n3\n4");
  });

  test("follows namespaces, and takes a prefix that nothing declares for its own", () => {
    const root = read(
      `<m:a xmlns:m="M" xmlns="D"><b/><m:c/><isee:d/><e xmlns="E"><f/></e><g xmlns:m="N"><m:h/></g></m:a>`,
    );
    const spaces = ({ name, namespace, children }: XmlElement): string[] => [
      `${name} ${namespace}`,
      ...children.flatMap(spaces),
    ];
    expect(spaces(root)).toEqual(["a M", "b D", "c M", "d isee", "e E", "f E", "g D", "h N"]);
  });

  test.each([
    ["", "a.xml:1: the file has no element."],
    ["text", "a.xml:1: text stands outside the document's element."],
    ["<a></a>text", "a.xml:1: text stands outside the document's element."],
    ["<a/><b/>", "a.xml:1: <b> stands outside the document's element."],
    ["<a>\n\n<b>\n</a>", "a.xml:4: </a> stands where <b> of line 3 should be closed."],
    ["<a>\n<b>", "a.xml:2: <b> is not closed before the file ends."],
    ["</a>", "a.xml:1: </a> closes nothing."],
    ["<a b=1/>", "a.xml:1: the attribute b of <a> needs a value in quotation marks."],
    ['<a b="1/>', "a.xml:1: the attribute b of <a> needs a value in quotation marks."],
    ['<a b="<"/>', 'a.xml:1: the attribute b of <a> has a "<" in its value.'],
    ["<a b/>", 'a.xml:1: "=" is missing in <a>.'],
    ['<a b="" b=""/>', "a.xml:1: <a> has the attribute b twice."],
    ["<a", 'a.xml:1: ">" is missing in <a>.'],
    ["< a/>", "a.xml:1: an element's name is missing."],
    ["<a ?/>", "a.xml:1: an attribute's name in <a> is missing."],
    ["<a>&nbsp;</a>", 'a.xml:1: "&nbsp;" is not a character of XML.'],
    ["<a>&constructor;</a>", 'a.xml:1: "&constructor;" is not a character of XML.'],
    ["<a>1 & 2</a>", 'a.xml:1: "&" is not a character of XML.'],
    ["<a>&#0;</a>", 'a.xml:1: "&#0;" is not a character of XML.'],
    ["<a>&#xD800;</a>", 'a.xml:1: "&#xD800;" is not a character of XML.'],
    ["<a>&#x110000;</a>", 'a.xml:1: "&#x110000;" is not a character of XML.'],
    ["<!-- ", "a.xml:1: a comment is not closed before the file ends."],
    ["<?xml ", "a.xml:1: a processing instruction is not closed before the file ends."],
    ["<a><![CDATA[ ", "a.xml:1: a CDATA section is not closed before the file ends."],
    ["<![CDATA[1]]><a/>", "a.xml:1: text stands outside the document's element."],
    ["<!DOCTYPE a><a/>", "a.xml:1: document types and entity declarations are refused."],
    [
      '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
      "a.xml:1: document types and entity declarations are refused.",
    ],
  ])("refuses %j", (text, message) => {
    expect(messageOf(() => read(text))).toBe(message);
  });

  test("reads deep and long documents", () => {
    const deep = 50_000;
    expect(read("<a>".repeat(deep) + "</a>".repeat(deep)).children).toHaveLength(1);
    expect(read(`<a>${"<b c='1'/>\n".repeat(deep)}</a>`).children.at(-1)!.line).toBe(deep);
  });
});

/** A claim of the index that is not judged, and why. */
export interface NotJudged {
  readonly id: string;
  readonly paragraph: string;
  readonly reason: string;
}

/** Claims of the index without a verdict: they have no figure that facts or a run could test. */
export const notJudged: readonly NotJudged[] = [
  { id: "E01", paragraph: "P7", reason: "A list of events, without a figure." },
  {
    id: "E12",
    paragraph: "P23",
    reason: "A figure of speech: any multiple of nothing is nothing.",
  },
  { id: "E24", paragraph: "P53", reason: "One person's trial of o1." },
  { id: "E25", paragraph: "P54", reason: "One person's trial of o1." },
  { id: "E44", paragraph: "P55", reason: "One person's trial of o1." },
  { id: "E26", paragraph: "P58", reason: "Waiting times of single answers; none were published." },
  { id: "E46", paragraph: "P61", reason: "A leak about videos taken, which nothing confirms." },
  { id: "E52", paragraph: "P65", reason: "Words of an advertisement." },
  { id: "E31", paragraph: "P67", reason: "An opinion on which models are alike." },
  { id: "E50", paragraph: "P102", reason: "What the author found or did not find." },
  { id: "E51", paragraph: "P123", reason: "An opinion on an era." },
];

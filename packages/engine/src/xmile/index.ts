/** Reads system-dynamics models in XMILE. An entry of its own, so that who needs none loads none. */
export { type XmileModel, type XmileOptions, readXmile } from "./read-xmile.ts";
export { XmileError } from "./xmile-error.ts";

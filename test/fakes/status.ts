import { Template } from "feed/template";

/** A status of these bytes, without placeholders; none that says anything when there are none. */
export function statusOf(...bytes: number[]): Template {
	return new Template(bytes.length === 0 ? [] : [Uint8Array.from(bytes)]);
}

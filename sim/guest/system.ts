import { Command } from "../port";
import { post } from "./port";
import { encodeText } from "./text";

type ResolveCallback = (name: string, address?: string) => void;

const pending = new Map<number, { readonly name: string; readonly callback: ResolveCallback }>();
let lastId = 0;

/** The part of the SDK's global `System` that a board with a network has. */
export const System = Object.freeze({
	/** Looks `name` up; the address is undefined when there is none. */
	resolve(name: string, callback: ResolveCallback): void {
		pending.set(++lastId, { name, callback });
		post(Command.Resolve, lastId, 0, encodeText(name));
	},
});

/** From the host: the answer to request `id`. */
export function resolved(id: number, address: string): void {
	const request = pending.get(id);
	pending.delete(id);
	request?.callback.call(undefined, request.name, address === "" ? undefined : address);
}

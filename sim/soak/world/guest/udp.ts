import type { World } from "../world";
import { current } from "./current";

/** A datagram with its sender on it, as the SDK gives it. */
type Datagram = ArrayBuffer & { address?: string; port?: number };

/** The SDK's "embedded:io/socket/udp". */
export default class UDP {
	readonly #world: World;
	readonly #onReadable: (count: number) => void;
	readonly #inbox: Datagram[] = [];
	#open = true;

	constructor(options: { readonly onReadable: (count: number) => void }) {
		this.#world = current.world;
		this.#world.board.mustBeOn();
		this.#onReadable = options.onReadable;
	}

	read(): Datagram | undefined {
		return this.#inbox.shift();
	}

	write(bytes: Uint8Array, address: string, port: number): void {
		const world = this.#world;
		world.board.mustBeOn();
		if (!this.#open) throw new TypeError("socket is closed");
		const { boot } = world.board;
		world.network.datagram(address, port, bytes, (answer) => {
			if (!this.#open || boot !== world.board.boot) return;
			this.#inbox.push(Object.assign(answer.slice().buffer as ArrayBuffer, { address, port }));
			world.board.call1(this.#onReadable, 1);
		});
	}

	close(): void {
		this.#world.board.mustBeOn();
		if (!this.#open) throw new TypeError("socket is closed");
		this.#open = false;
	}
}

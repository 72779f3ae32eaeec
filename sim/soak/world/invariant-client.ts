import { Phase } from "mqtt/client";
import type { Link } from "./link";
import "./probe-client";
import type { Watcher } from "./watcher";
import type { World } from "./world";

/** docs/network.md, "Deadlines": for CONNACK, with something for what comes behind one another at the same moment. */
const CONNACK_MS = 20_000 + 1_000;

/** L2: a CONNACK is not waited for longer than its deadline. C1: a PINGRESP that is not owed proves nothing and ends the session. M1: one connection at a time. */
export class ClientRules implements Watcher {
	readonly #world: World;
	/** CONNECTs written. */
	#hellos = 0;

	constructor(world: World) {
		this.#world = world;
	}

	attempt(link: Link): void {
		const others = this.#world.network.links.filter((one) => one !== link && one.held).length;
		if (others > 0) this.#world.violation("M1", `a connection is opened, and ${others} before it are still held`);
	}

	hello(): void {
		const number = ++this.#hellos;
		const { board, now } = this.#world;
		const { boot } = board;
		this.#world.at(now + CONNACK_MS, () => {
			if (number !== this.#hellos || !board.on || board.boot !== boot) return;
			if (this.#world.probe.client?.phase === Phase.Handshaking)
				this.#world.violation("L2", `a CONNACK is waited for since ${CONNACK_MS} ms`);
		});
	}

	unowed(): void {
		const number = this.#hellos;
		this.#world.at(this.#world.now + 1, () => {
			if (number === this.#hellos && this.#world.probe.client?.phase === Phase.Ready)
				this.#world.violation("C1", "a PINGRESP that was not owed did not end the session");
		});
	}
}

import { Failure } from "core/result";
import type { Link, Service } from "./link";
import type { Host } from "./network";
import type { World } from "./world";

/** Somebody who answers in the broker's place: a certificate that leads nowhere, or none at all. No byte of ours may ever reach it. */
export class Stranger implements Host {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	verify(): Failure {
		this.#world.note("stranger");
		return Failure.TlsUntrusted;
	}

	accept(link: Link): Service {
		return {
			arrived: () => {
				if (link.target.tls) this.#world.violation("S1", "bytes went to a server that was not verified");
			},
			ended: () => undefined,
		};
	}
}

import type { Deployment } from "./deployment";
import { ClientRules } from "./invariant-client";
import { AttemptRules } from "./invariants-attempts";
import { DateRules } from "./invariants-dates";
import { JournalRules } from "./invariants-journal";
import { LivenessRules } from "./invariants-liveness";
import { MemoryRules } from "./invariants-memory";
import { ResetRules } from "./invariants-resets";
import { SettingsRules } from "./invariants-settings";
import type { World } from "./world";

/** How often what has no event of its own is looked at. */
const TICK_MS = 300_000;

/** The invariants of one run that need more than the moment of one event. Others are where what they are about is: channel (C2, C3, R1), session (MQTT, K1), socket and stranger (S1), world (S2, X1). */
export class Invariants {
	readonly journal: JournalRules;
	readonly #world: World;
	readonly #liveness: LivenessRules;
	readonly #memory: MemoryRules;

	constructor(world: World, deployment: Deployment) {
		this.#world = world;
		this.journal = new JournalRules(world);
		this.#liveness = new LivenessRules(world, deployment);
		this.#memory = new MemoryRules(world);
		world.watchers.push(
			this.journal,
			this.#liveness,
			new ClientRules(world),
			new AttemptRules(world, deployment),
			new DateRules(world),
			new ResetRules(world),
			new SettingsRules(world),
		);
		world.at(world.now + TICK_MS, () => this.#tick());
	}

	/** The run is over. */
	finish(): void {
		this.#memory.finish();
	}

	#tick(): void {
		this.#liveness.tick();
		this.#memory.tick();
		this.#world.at(this.#world.now + TICK_MS, () => this.#tick());
	}
}

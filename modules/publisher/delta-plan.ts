import type { ChannelSources } from "publisher/channel-plan";
import type { FieldPlan } from "publisher/fields-plan";

const FIELDS_MAX = 8;
const SECOND_MS = 1_000;

/** When a row that is due is closed. */
export interface DeltaPlan {
	/** Of each field of the plan, in its order: by how much it has to move; NaN for one that does not decide. */
	readonly deltas: readonly number[];
	/** Of each field of the plan: so long without a sample, it counts as gone. */
	readonly patienceMs: readonly number[];
	/** The longest time without a row. */
	readonly heartbeatMs: number;
}

/** What a delta plan is made from. */
export interface DeltaSources extends Pick<ChannelSources, "settings" | "sensors" | "errors"> {
	/** `channel.1` */
	readonly key: string;
	readonly fields: readonly FieldPlan[];
	readonly intervalMs: number;
}

/** Undefined when no field has a delta; what cannot work is left out and told in `errors`. */
export function planDelta({ settings, sensors, errors, key, fields, intervalMs }: DeltaSources): DeltaPlan | undefined {
	const deltas: number[] = fields.map(() => Number.NaN);
	for (let field = 0; field < FIELDS_MAX; field++) {
		const name = `${key}.delta${field + 1}`;
		if (!settings.has(name)) continue;
		const at = fields.findIndex((plan) => plan.field === field);
		if (at >= 0) deltas[at] = Number(settings.text(name));
		else errors.push(`${name}: there is no field${field + 1} to look at; set ${key}.field${field + 1}, or unset it`);
	}
	if (deltas.every(Number.isNaN)) {
		if (settings.has(`${key}.heartbeat`))
			errors.push(`${key}.heartbeat: without a delta each update goes out; set ${key}.delta<n>, or unset it`);
		return undefined;
	}
	return {
		deltas,
		patienceMs: fields.map(({ sensor }) => Math.max(intervalMs, 2 * sensors[sensor].intervalMs)),
		heartbeatMs: settings.number(`${key}.heartbeat`) * SECOND_MS,
	};
}

import type { SubscriptionPlan } from "control/plan";
import type { TakenPins } from "control/ports";
import type { ModelFacts, SensorPlan } from "publisher/sensor-plan";
import { ActionKind } from "settings/action";

/** The settings of a sensor that name a pin. */
const PIN_OPTIONS: readonly string[] = Object.freeze(["pin", "receive", "transmit", "direction", "trigger", "echo"]);

/** What is known of the board's pins. */
export interface BoardPins {
	/** What else uses a pin, by its number. */
	readonly taken: TakenPins;
	/** Pins that are analog inputs whatever Wi-Fi does; undefined: not known. */
	readonly analog?: readonly number[] | undefined;
}

/** What a sensor does with a pin. */
interface Use {
	readonly sensor: string;
	/** Who has the same may use the pin as well. */
	readonly shared: string | undefined;
}

/** The sensors whose pins are theirs, and which pins those are. */
export interface PinPlan {
	readonly sensors: readonly SensorPlan[];
	/** Name of the sensor, the first one of several, by its pin. */
	readonly users: ReadonlyMap<number, string>;
}

/**
 * Gives each sensor its pins, in the order of the settings. A sensor with one that cannot be its own is told, one line with the key to change,
 * and left out: a pin that the board uses otherwise, that another sensor has, or that is no analog input. The sensors of one 1-Wire bus
 * share its pin, those of one model on one UART its pins.
 */
export function planPins(
	sensors: readonly SensorPlan[],
	models: readonly ModelFacts[],
	board: BoardPins,
	errors: string[],
): PinPlan {
	const uses = new Map<number, Use>();
	const kept = sensors.filter((sensor) => {
		const facts = models.find(({ name }) => name === sensor.model);
		const own = new Map<number, Use>();
		for (const key of PIN_OPTIONS) {
			const pin = sensor.options[key];
			if (typeof pin !== "number") continue;
			const use = { sensor: sensor.name, shared: sharedBy(sensor, key, facts) };
			const problem = whyNot(pin, own.get(pin) ?? uses.get(pin), use, needsAnalog(facts, key), board);
			if (problem !== undefined) {
				errors.push(`sensor.${sensor.name}.${key}: ${problem}`);
				return false;
			}
			own.set(pin, use);
		}
		for (const [pin, use] of own) if (!uses.has(pin)) uses.set(pin, use);
		return true;
	});
	return { sensors: kept, users: new Map([...uses].map(([pin, { sensor }]) => [pin, sensor])) };
}

/** The subscriptions that drive no pin of a sensor; the others are told in `errors`, one line each. */
export function planOutputs(
	subscriptions: readonly SubscriptionPlan[],
	{ users }: PinPlan,
	errors: string[],
): readonly SubscriptionPlan[] {
	return subscriptions.filter(({ number, action }) => {
		const user = action.kind === ActionKind.Pin ? users.get(action.pin) : undefined;
		if (user !== undefined)
			errors.push(`subscription.${number}.do: pin ${action.pin} cannot be driven: sensor.${user} uses it`);
		return user === undefined;
	});
}

function whyNot(pin: number, before: Use | undefined, use: Use, analog: boolean, board: BoardPins): string | undefined {
	const taken = board.taken[pin];
	if (taken !== undefined) return `pin ${pin} cannot be used: ${taken}`;
	if (analog && board.analog && !board.analog.includes(pin))
		return `pin ${pin} is no analog input beside Wi-Fi: allowed is ${board.analog.join(", ")}`;
	if (!before || (before.shared !== undefined && before.shared === use.shared)) return undefined;
	return before.sensor === use.sensor
		? `pin ${pin} has two jobs in this sensor`
		: `pin ${pin} is that of sensor.${before.sensor} already`;
}

function sharedBy(sensor: SensorPlan, key: string, facts: ModelFacts | undefined): string | undefined {
	if (facts?.bus === "one-wire") return `one-wire ${key}`;
	return facts?.bus === "serial" ? `${sensor.model} ${sensor.options.port} ${key}` : undefined;
}

function needsAnalog(facts: ModelFacts | undefined, key: string): boolean {
	return facts?.options?.some((option) => option.key === key && option.analog === true) ?? false;
}

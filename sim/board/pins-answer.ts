import { Command } from "../port";
import type { BoardPins } from "./pins";
import type { PinCommand } from "./requests";

const NOTHING = new Uint8Array(0);

/** True for what is asked of a pin that is an input. */
export function isPinCommand(op: Command): op is PinCommand {
	return op >= Command.PinRead && op <= Command.PulseClose;
}

/** Does what the guest asks of a pin that is an input; returns the answer. */
export function answerPin(pins: BoardPins, op: PinCommand, id: number, value: number, payload: Uint8Array): Uint8Array {
	switch (op) {
		case Command.PinRead:
			return Uint8Array.of(pins.read(id, value === 1 ? 1 : 0));
		case Command.AnalogRead:
			return number(pins.voltage(id));
		case Command.PulseOpen:
			pins.openCounter(id, { active: payload[0] === 1 ? 1 : 0, debounceUs: value });
			return NOTHING;
		case Command.PulseCount:
			return number(pins.counter(id)?.count() ?? 0);
		case Command.PulseWidth:
			return number(pins.counter(id)?.width() ?? 0);
		case Command.PulseClose:
			pins.closeCounter(id);
			return NOTHING;
	}
}

function number(value: number): Uint8Array {
	return new Uint8Array(Float64Array.of(value).buffer);
}

import { type Board, needs, numberOf, type SensorSettings } from "sensors/entry";
import type { Serial, SerialClass } from "sensors/serial";

/** Where a sensor's UART is. */
export interface SerialPlace {
	readonly io: SerialClass;
	readonly port: number;
	/** GPIO that receives. */
	readonly receive: number;
	/** GPIO that transmits. */
	readonly transmit: number;
}

/** The serial class of the board, and what the settings say of the UART. Throws where the board has none. */
export function serialPlace(settings: SensorSettings, board: Board): SerialPlace {
	return {
		io: needs(board.device.io.Serial, "UART for a sensor"),
		port: numberOf(settings, "port"),
		receive: numberOf(settings, "receive"),
		transmit: numberOf(settings, "transmit"),
	};
}

/** Opens the UART: 8 data bits, no parity, 1 stop bit. An Error of one line that holds what the class has thrown. */
export function openSerial({ io, port, receive, transmit }: SerialPlace, baud: number): Serial {
	try {
		return new io({ port, receive, transmit, baud, format: "buffer" });
	} catch (error) {
		const reason = error instanceof Error ? error.message : "no reason given";
		throw new Error(
			`UART ${port} with pins ${receive} (receive) and ${transmit} (transmit) cannot be opened: ${reason}`,
			{
				cause: error,
			},
		);
	}
}

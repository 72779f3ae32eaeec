import mqtt from "mqtt-packet";
import type { Link, Peer } from "../network/model";

/** A row as it arrived. */
export interface ArrivedRow {
	/** Channel ID. */
	readonly channel: string;
	/** Milliseconds since 1970. */
	readonly createdAt: number;
	/** By number, 1 to 8; text as it was sent. */
	readonly fields: ReadonlyMap<number, string>;
}

/** A broker that takes channel feeds, on the modelled network: what it is sent is read by a parser that is not ours (mqtt-packet). */
export class StationBroker {
	readonly #onRow: (row: ArrivedRow) => void;

	constructor(onRow: (row: ArrivedRow) => void) {
		this.#onRow = onRow;
	}

	/** Takes one connection. */
	accept(): Peer {
		const parser = mqtt.parser({ protocolVersion: 4 });
		let link: Link | undefined;
		parser.on("packet", (packet: mqtt.Packet) => {
			if (packet.cmd === "publish") this.#onRow(rowOf(packet.topic, packet.payload.toString()));
			if (packet.cmd === "connect") link?.send(mqtt.generate({ cmd: "connack", returnCode: 0, sessionPresent: false }));
			if (packet.cmd === "pingreq") link?.send(mqtt.generate({ cmd: "pingresp" }));
		});
		parser.on("error", (error: Error) => {
			throw error;
		});
		return {
			onData: (from, bytes) => {
				link = from;
				parser.parse(Buffer.from(bytes));
			},
		};
	}
}

function rowOf(topic: string, payload: string): ArrivedRow {
	const [, channel = ""] = topic.split("/");
	const fields = new Map<number, string>();
	let createdAt = Number.NaN;
	for (const [name, value] of new URLSearchParams(payload)) {
		if (name === "created_at") createdAt = Date.parse(value);
		else if (/^field[1-8]$/.test(name)) fields.set(Number(name.slice(5)), value);
	}
	return { channel, createdAt, fields };
}

import mqtt from "mqtt-packet";
import type { VirtualClock } from "../../sim/clock/virtual";
import type { Link, Peer } from "../../sim/network/model";

/** How a scripted broker answers; what is left out it does as the standard says. */
export interface BrokerScript {
	/** Called with each packet before it is answered; true: do not answer it. */
	readonly onPacket?: (link: Link, packet: mqtt.Packet) => boolean | undefined;
	/** CONNACK's return code. */
	readonly returnCode?: number;
	/** Answers leave in pieces of so many bytes. */
	readonly piece?: number;
}

/** One packet as the broker got it. */
export interface Arrival {
	readonly ticks: number;
	readonly connection: number;
	readonly packet: mqtt.Packet;
}

/** A broker in a test's hands, on the modelled network. It reads packets with a parser that is not ours (mqtt-packet). */
export class ScriptedBroker {
	readonly arrivals: Arrival[] = [];
	/** Every byte that reached it. */
	readonly bytes: Uint8Array[] = [];
	connections = 0;
	readonly #script: BrokerScript;
	#clock: VirtualClock | undefined;

	constructor(script: BrokerScript = {}) {
		this.#script = script;
	}

	/** The clock that arrivals are stamped with. */
	watch(clock: VirtualClock): void {
		this.#clock = clock;
	}

	/** Takes one connection. */
	accept(): Peer {
		const connection = ++this.connections;
		const parser = mqtt.parser({ protocolVersion: 4 });
		let link: Link | undefined;
		parser.on("packet", (packet: mqtt.Packet) => {
			this.arrivals.push({ ticks: this.#clock?.ticks ?? 0, connection, packet });
			if (link && this.#script.onPacket?.(link, packet) !== true) this.#answer(link, packet);
		});
		parser.on("error", (error: Error) => {
			throw error;
		});
		return {
			onData: (from, bytes) => {
				link = from;
				this.bytes.push(bytes);
				parser.parse(Buffer.from(bytes));
			},
		};
	}

	/** The PUBLISHes that arrived, as `topic payload`. */
	get published(): string[] {
		return this.arrivals.flatMap(({ packet }) =>
			packet.cmd === "publish" ? [`${packet.topic} ${packet.payload}`] : [],
		);
	}

	#answer(link: Link, packet: mqtt.Packet): void {
		const { returnCode = 0, piece } = this.#script;
		if (packet.cmd === "connect") send(link, { cmd: "connack", returnCode, sessionPresent: false }, piece);
		else if (packet.cmd === "pingreq") send(link, { cmd: "pingresp" }, piece);
	}
}

function send(link: Link, packet: mqtt.Packet, piece: number | undefined): void {
	link.send(mqtt.generate(packet), piece);
}

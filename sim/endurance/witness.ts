import net, { type Socket } from "node:net";
import mqtt from "mqtt-packet";

const AGAIN_MS = 50;
const KEEP_ALIVE_S = 60;

/** What a witness is given. */
export interface WitnessOptions {
	readonly port: number;
	readonly filter: string;
	readonly onMessage: (topic: string, payload: string) => void;
	/** It is subscribed, or not any more. */
	readonly onChange: (subscribed: boolean) => void;
}

/**
 * Subscribes directly at the broker and writes down what it passes on. When the broker goes, it is back as soon as the broker is: nothing
 * may be published before `subscribed`, since QoS 0 is not kept for those who are not there.
 */
export class Witness {
	readonly #options: WitnessOptions;
	#socket: Socket | undefined;
	#subscribed = false;
	#closed = false;

	constructor(options: WitnessOptions) {
		this.#options = options;
		this.#open();
	}

	get subscribed(): boolean {
		return this.#subscribed;
	}

	/** Ends it. Safe to call twice. */
	close(): void {
		this.#closed = true;
		this.#socket?.destroy();
	}

	#open(): void {
		const socket = net.connect(this.#options.port, "127.0.0.1");
		const parser = mqtt.parser({ protocolVersion: 4 });
		const connect = { cmd: "connect", protocolId: "MQTT", protocolVersion: 4, clean: true } as const;
		const pings = setInterval(() => socket.write(mqtt.generate({ cmd: "pingreq" })), (KEEP_ALIVE_S * 1_000) / 2);
		this.#socket = socket;
		socket.on("connect", () => {
			socket.write(mqtt.generate({ ...connect, clientId: "witness", keepalive: KEEP_ALIVE_S } as mqtt.Packet));
			const subscriptions = [{ topic: this.#options.filter, qos: 0 }] as const;
			socket.write(mqtt.generate({ cmd: "subscribe", messageId: 1, subscriptions: [...subscriptions] }));
		});
		socket.on("data", (bytes) => parser.parse(bytes));
		socket.on("error", () => socket.destroy()); // the broker is away: its close follows
		socket.on("close", () => {
			clearInterval(pings);
			this.#change(false);
			if (!this.#closed) setTimeout(() => !this.#closed && this.#open(), AGAIN_MS);
		});
		parser.on("packet", (packet) => {
			if (packet.cmd === "suback") this.#change(true);
			else if (packet.cmd === "publish") this.#options.onMessage(packet.topic, packet.payload.toString());
		});
	}

	#change(subscribed: boolean): void {
		if (this.#subscribed === subscribed) return;
		this.#subscribed = subscribed;
		this.#options.onChange(subscribed);
	}
}

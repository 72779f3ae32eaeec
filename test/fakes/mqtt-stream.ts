import { once } from "node:events";
import net from "node:net";
import type { Duplex } from "node:stream";
import { after } from "node:test";
import tls from "node:tls";
import mqtt from "mqtt-packet";
import { createWebSocketStream, WebSocket } from "ws";
import type { Emulator } from "../../sim/thingspeak/emulator";
import type { Way } from "../../sim/thingspeak/listeners";

const PATIENCE_MS = 5_000;

/** What a test changes of CONNECT. */
export type ConnectChange = Partial<Omit<mqtt.IConnectPacket, "cmd">>;

/** A client in a test's hands, on parts that are not ours (mqtt-packet, ws). */
export class MqttStream {
	readonly packets: mqtt.Packet[] = [];
	readonly #stream: Duplex;
	#onChange: () => void = () => undefined;
	closed = false;

	private constructor(stream: Duplex) {
		this.#stream = stream;
		const parser = mqtt.parser({ protocolVersion: 4 });
		parser.on("packet", (packet: mqtt.Packet) => {
			this.packets.push(packet);
			this.#onChange();
		});
		stream.on("data", (data: Buffer) => parser.parse(data));
		stream.on("error", () => stream.destroy());
		// The stream of a WebSocket that the other side has closed ends, and is not closed.
		for (const event of ["end", "close"]) {
			stream.on(event, () => {
				this.closed = true;
				this.#onChange();
			});
		}
		after(() => stream.destroy());
	}

	/** Opens the transport `way` to an emulator. */
	static async open(emulator: Pick<Emulator, "port" | "ca">, way: Way = "tcp"): Promise<MqttStream> {
		const port = emulator.port(way);
		const { ca } = emulator;
		if (way === "tcp" || way === "tls") {
			const socket = way === "tcp" ? net.connect(port, "127.0.0.1") : tls.connect({ port, host: "localhost", ca });
			await once(socket, way === "tcp" ? "connect" : "secureConnect");
			return new MqttStream(socket);
		}
		const socket = new WebSocket(`${way}://localhost:${port}/mqtt`, "mqtt", { ca });
		const stream = createWebSocketStream(socket);
		await once(socket, "open");
		return new MqttStream(stream);
	}

	/** Opens it, sends CONNECT and waits for CONNACK, whose return code it checks. */
	static async connected(emulator: Emulator, way: Way = "tcp", change: ConnectChange = {}): Promise<MqttStream> {
		const client = await MqttStream.open(emulator, way);
		const code = await client.connect(change);
		if (code !== 0) throw new Error(`CONNACK ${code}`);
		return client;
	}

	/** Sends CONNECT as the device of the fakes; resolves to CONNACK's return code. */
	async connect(change: ConnectChange = {}): Promise<number | undefined> {
		const device = { clientId: "station", username: "user", password: Buffer.from("planted-secret") };
		const base = { protocolId: "MQTT", protocolVersion: 4, clean: true, keepalive: 60 } as const;
		this.send({ cmd: "connect", ...base, ...device, ...change });
		const packet = await this.next("connack");
		return packet.cmd === "connack" ? packet.returnCode : undefined;
	}

	send(packet: mqtt.Packet): void {
		this.#stream.write(mqtt.generate(packet));
	}

	publish(topic: string, payload: string | Buffer, change: { qos?: 0 | 1; retain?: boolean } = {}): void {
		this.send({ cmd: "publish", topic, payload, qos: 0, retain: false, dup: false, messageId: 7, ...change });
	}

	/** Subscribes; resolves to what SUBACK grants. */
	async subscribe(...topics: string[]): Promise<unknown> {
		this.send({ cmd: "subscribe", messageId: 1, subscriptions: topics.map((topic) => ({ topic, qos: 0 as const })) });
		const packet = await this.next("suback");
		return packet.cmd === "suback" ? packet.granted : undefined;
	}

	/** Waits until all that was sent has been dealt with: a PINGREQ is answered behind it. */
	async settle(): Promise<void> {
		this.send({ cmd: "pingreq" });
		await this.next("pingresp");
	}

	/** Takes the next packet of a kind; rejects when the connection ends before. */
	async next(cmd: mqtt.Packet["cmd"]): Promise<mqtt.Packet> {
		await this.#until(() => this.closed || this.packets.some((packet) => packet.cmd === cmd), cmd);
		const at = this.packets.findIndex((packet) => packet.cmd === cmd);
		if (at < 0) throw new Error(`closed before ${cmd}`);
		return this.packets.splice(at, 1)[0];
	}

	/** The PUBLISHes that came, as `topic payload`. */
	get received(): string[] {
		return this.packets.flatMap((packet) => (packet.cmd === "publish" ? [`${packet.topic} ${packet.payload}`] : []));
	}

	/** Waits until the other side closes. */
	ended(): Promise<void> {
		return this.#until(() => this.closed, "the end of the connection");
	}

	close(): void {
		this.#stream.destroy();
	}

	async #until(condition: () => boolean, what: string): Promise<void> {
		while (!condition()) {
			await new Promise<void>((resolve, reject) => {
				const late = setTimeout(() => reject(new Error(`${what} did not come`)), PATIENCE_MS);
				this.#onChange = () => {
					clearTimeout(late);
					resolve();
				};
			});
		}
	}
}

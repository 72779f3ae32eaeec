import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import { RecordFinder, type TlsRecord } from "./records";

/** A record that has passed: sent by the client, or else by the server. */
export interface PassedRecord extends TlsRecord {
	readonly sent: boolean;
}

/** One connection of a client through the relay. */
export class Passage {
	/** Of both directions, in the order in which they came to the relay. */
	readonly records: PassedRecord[] = [];
	/** The client's port, which tells its connections apart. */
	readonly clientPort: number;
	readonly #client: Socket;

	constructor(client: Socket, serverPort: number) {
		this.#client = client;
		this.clientPort = client.remotePort ?? 0;
		const server = net.connect({ port: serverPort, host: "127.0.0.1", noDelay: true });
		client.setNoDelay(true);
		this.carry(client, server, true);
		this.carry(server, client, false);
	}

	/** Ends the client's connection in the middle of whatever it does, as a network does that is lost. */
	cut(): void {
		this.#client.destroy();
	}

	private carry(from: Socket, to: Socket, sent: boolean): void {
		const finder = new RecordFinder();
		from.on("data", (bytes) => {
			for (const record of finder.take(bytes)) this.records.push({ ...record, sent });
			to.write(bytes);
		});
		from.on("error", () => from.destroy());
		from.on("close", () => to.destroy());
	}
}

/** Carries connections to a server on the loopback, and tells the TLS records that pass; it changes nothing and holds nothing back. */
export class Relay {
	/** In the order in which they were made. */
	readonly passages: Passage[] = [];
	readonly #server: net.Server;

	private constructor(serverPort: number) {
		this.#server = net.createServer((client) => this.passages.push(new Passage(client, serverPort)));
	}

	/** Listens on a free port of the loopback, for a server on another. */
	static async open(serverPort: number): Promise<Relay> {
		const relay = new Relay(serverPort);
		relay.#server.listen(0, "127.0.0.1");
		await once(relay.#server, "listening");
		return relay;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	/** Cuts all connections, and takes no more. */
	close(): void {
		this.#server.close();
		for (const passage of this.passages) passage.cut();
	}
}

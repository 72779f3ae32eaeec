import { randomBytes } from "node:crypto";
import net, { type AddressInfo } from "node:net";
import tls from "node:tls";
import { Aedes } from "aedes";
import { loadCertificates, type ServerFiles } from "./store";

const HOST = "127.0.0.1";
/** CONNACK return code 4: bad user name or password. */
const BAD_CREDENTIALS = 4;

/** How to reach the broker; `password` is new in each run. */
export interface BrokerAccess {
	readonly host: string;
	readonly port: number;
	readonly clientId: string;
	readonly userName: string;
	readonly password: string;
	/** PEM of the root to trust. */
	readonly ca: string;
}

/** What a user has set for the broker: it goes by it. What is undefined, or 0, it chooses itself. */
export interface BrokerWishes {
	readonly port: number;
	/** True: TCP without TLS. */
	readonly plain: boolean;
	readonly clientId: string | undefined;
	readonly userName: string | undefined;
	readonly password: string | undefined;
}

/** The simulator's own broker: aedes behind TLS, on the loopback only, for one device. */
export class EmbeddedBroker {
	readonly access: BrokerAccess;
	readonly #aedes: Aedes;
	readonly #server: net.Server;

	private constructor(access: BrokerAccess, aedes: Aedes, server: net.Server) {
		this.access = access;
		this.#aedes = aedes;
		this.#server = server;
	}

	/** Starts it, with the certificates in `folder`, which are made where there are none. */
	static async start(folder: string, wishes: BrokerWishes): Promise<EmbeddedBroker> {
		const files = await loadCertificates(folder);
		const device = {
			clientId: wishes.clientId ?? "fieldfeed-simulator",
			userName: wishes.userName ?? "simulator",
			password: wishes.password ?? randomBytes(18).toString("base64url"),
		};
		const aedes = await Aedes.createBroker({
			authenticate: (client, userName = "", password, done) => {
				const same = userName === device.userName && (password?.toString() ?? "") === device.password;
				// An empty client identifier is the broker's to choose [MQTT-3.1.3-6].
				const known = same && (device.clientId === "" || client.id === device.clientId);
				if (known) done(null, true);
				else done(Object.assign(new Error("unknown device"), { returnCode: BAD_CREDENTIALS }), false);
			},
		});
		const server = await listen(wishes, files, aedes);
		const { port } = server.address() as AddressInfo;
		return new EmbeddedBroker({ host: "localhost", port, ca: files.ca, ...device }, aedes, server);
	}

	/** Ends every connection and the server. */
	async close(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
		await new Promise<void>((resolve) => this.#aedes.close(() => resolve()));
		await closed;
	}
}

function listen(wishes: BrokerWishes, files: ServerFiles, aedes: Aedes): Promise<net.Server> {
	const server = wishes.plain ? net.createServer(aedes.handle) : secureServer(files, aedes);
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(wishes.port, HOST, () => resolve(server));
	});
}

function secureServer({ certificate, privateKey }: ServerFiles, aedes: Aedes): tls.Server {
	const server = tls.createServer({ cert: certificate, key: privateKey, minVersion: "TLSv1.2" }, aedes.handle);
	// A client that breaks off its handshake is that client's business.
	server.on("tlsClientError", (_error, socket) => socket.destroy());
	return server;
}

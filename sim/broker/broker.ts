import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
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

/** The simulator's own broker: aedes behind TLS, on the loopback only, for one device. */
export class EmbeddedBroker {
	readonly access: BrokerAccess;
	readonly #aedes: Aedes;
	readonly #server: tls.Server;

	private constructor(access: BrokerAccess, aedes: Aedes, server: tls.Server) {
		this.access = access;
		this.#aedes = aedes;
		this.#server = server;
	}

	/** Starts it on a free port, with the certificates in `folder`, which are made where there are none. */
	static async start(folder: string): Promise<EmbeddedBroker> {
		const files = await loadCertificates(folder);
		const device = {
			clientId: "fieldfeed-simulator",
			userName: "simulator",
			password: randomBytes(18).toString("base64url"),
		};
		const aedes = await Aedes.createBroker({
			authenticate: (client, userName, password, done) => {
				const known =
					client.id === device.clientId && userName === device.userName && password?.toString() === device.password;
				if (known) done(null, true);
				else done(Object.assign(new Error("unknown device"), { returnCode: BAD_CREDENTIALS }), false);
			},
		});
		const server = await listen(files, aedes);
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

function listen(files: ServerFiles, aedes: Aedes): Promise<tls.Server> {
	const { certificate, privateKey } = files;
	const server = tls.createServer({ cert: certificate, key: privateKey, minVersion: "TLSv1.2" }, aedes.handle);
	// A client that breaks off its handshake is that client's business.
	server.on("tlsClientError", (_error, socket) => socket.destroy());
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(0, HOST, () => resolve(server));
	});
}

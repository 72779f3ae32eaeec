import type { IncomingMessage, ServerResponse } from "node:http";
import { loadCertificates } from "../broker/store";
import { Broker } from "./broker";
import type { Config } from "./config";
import { Listeners, type Ports, type Way } from "./listeners";
import { ActivityLog, type LogLine } from "./log";
import { pageOf } from "./page";
import { type Answer, answerRead } from "./reads";
import { ThingSpeak } from "./service";

/** What an emulator is started with. */
export interface EmulatorOptions {
	readonly config: Config;
	readonly ports: Ports;
	/** Folder of the certificates, which are made where there are none. */
	readonly certificates: string;
	/** Address to listen on; the loopback when not given. */
	readonly host?: string;
	/** Milliseconds since 1970; the PC's when not given. */
	readonly now?: () => number;
	readonly onLine?: (line: LogLine) => void;
}

export const LOOPBACK = "127.0.0.1";

/** ThingSpeak on this PC: its broker on four transports, and its HTTP reads. */
export class Emulator {
	readonly service: ThingSpeak;
	readonly log: ActivityLog;
	/** PEM of the root to trust. */
	readonly ca: string;
	readonly #broker: Broker;
	readonly #listeners: Listeners;

	private constructor(service: ThingSpeak, log: ActivityLog, ca: string, broker: Broker, listeners: Listeners) {
		this.service = service;
		this.log = log;
		this.ca = ca;
		this.#broker = broker;
		this.#listeners = listeners;
	}

	/** Starts it. Rejects as Listeners.open does. */
	static async start(options: EmulatorOptions): Promise<Emulator> {
		const { config, ports, certificates, host = LOOPBACK, now = Date.now, onLine } = options;
		const files = await loadCertificates(certificates);
		const log = new ActivityLog(now, onLine);
		const service = new ThingSpeak(config, now, log);
		const broker = await Broker.start(service, log, now);
		const onRequest = (request: IncomingMessage, response: ServerResponse): void =>
			respond(response, answer(service, log, request));
		try {
			const listeners = await Listeners.open(host, ports, files, { onStream: broker.handle, onRequest });
			return new Emulator(service, log, files.ca, broker, listeners);
		} catch (error) {
			await broker.close();
			throw error;
		}
	}

	/** The port of a way in, or 0 where it is not open. */
	port(way: Way): number {
		return this.#listeners.port(way);
	}

	/** Cuts idle connections now, for whoever moves the time by hand. */
	sweep(): void {
		this.#broker.sweep();
	}

	/** Ends every connection and all listeners. */
	async close(): Promise<void> {
		await this.#broker.close();
		await this.#listeners.close();
	}
}

function answer(service: ThingSpeak, log: ActivityLog, { method = "", url = "/" }: IncomingMessage): Answer {
	if (method !== "GET" && method !== "HEAD") return text(405, "only GET is there");
	if (!url.startsWith("/")) return text(400, "no such request");
	if (url.split("?")[0] === "/") return pageOf(service, log);
	return answerRead(service, url) ?? text(404, "no such page");
}

function text(status: number, body: string): Answer {
	return { status, type: "text/plain; charset=utf-8", body: `${body}\n` };
}

function respond(response: ServerResponse, { status, type, body }: Answer): void {
	response.writeHead(status, {
		"content-type": type,
		"cache-control": "no-store",
		"x-content-type-options": "nosniff",
		// As ThingSpeak does, so that a page of one's own can read the feeds.
		"access-control-allow-origin": "*",
	});
	response.end(body);
}

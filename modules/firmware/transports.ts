import type { Clock } from "core/clock";
import type { TransportOptions } from "mqtt/transport";
import { EitherTransport, type WayMemory } from "net/either";
import type { NameResolver, SecureSocketOptions, SocketOptions } from "net/socket";
import { TcpTransport } from "net/tcp";
import { TlsTransport } from "net/tls";
import { TlsSession } from "net/tls/session";
import { WebSocketTransport } from "net/websocket";
import type { BrokerPlan } from "publisher/plan";
import { isPlain, usualPort } from "settings/transport";

/** What transports are made of on a board. */
export interface TransportParts {
	/** The TCP socket class. */
	readonly tcp: SocketOptions;
	/** The TLS socket class. */
	readonly tls: SecureSocketOptions;
	readonly clock: Clock;
	/** Numbers in [0, 1), hard to guess. */
	readonly random: () => number;
}

interface Wish {
	readonly broker: BrokerPlan;
	readonly resolver: NameResolver;
	/** Of the TLS connection before; both ways of `auto` share it, since a server that does not know it makes another. */
	readonly session: TlsSession | undefined;
}

/** Makes the options of transports from the broker's settings. It remembers which way of `auto` worked, until the board restarts. */
export class Transports {
	private readonly parts: TransportParts;
	/** Belongs to `host`. */
	private memory: WayMemory = { first: 0 };
	private host = "";

	constructor(parts: TransportParts) {
		this.parts = parts;
	}

	/**
	 * Class and options of the transport to `broker`. `bare`: TCP alone, whatever mqtt.transport says, to see whether a port answers. `onOther`: with
	 * auto, the other way is tried now, at that port.
	 */
	make(broker: BrokerPlan, resolver: NameResolver, bare: boolean, onOther?: (port: number) => void): TransportOptions {
		const { host, port, transport } = broker;
		const wish: Wish = { broker, resolver, session: bare || isPlain(transport) ? undefined : new TlsSession() };
		if (transport !== "auto") return bare ? this.tcp(wish, port) : this.single(wish, transport, port);
		const ports = broker.usualPorts ? [usualPort("tls"), usualPort("wss")] : [port, port];
		const memory = this.memoryOf(host, bare);
		const ways = ["tls", "wss"].map((way, i) => (bare ? this.tcp(wish, ports[i]) : this.single(wish, way, ports[i])));
		if (bare && !broker.usualPorts) return ways[0];
		const options = {
			io: EitherTransport,
			host,
			get port(): number {
				return ports[memory.first];
			},
			ways,
			memory,
			clock: this.parts.clock,
			...(onOther ? { onOther } : {}),
		};
		return options as unknown as TransportOptions;
	}

	private single(wish: Wish, transport: string, port: number): TransportOptions {
		const below = isPlain(transport) ? this.tcp(wish, port) : this.tls(wish, port);
		if (transport === "tcp" || transport === "tls") return below;
		const { host, path } = wish.broker;
		const { random } = this.parts;
		const options = { io: WebSocketTransport, host, port, path, random, usualPort: usualPort(transport), below };
		return options as unknown as TransportOptions;
	}

	private tcp({ broker, resolver }: Wish, port: number): TransportOptions {
		return { io: TcpTransport, host: broker.host, port, resolver, socket: this.parts.tcp } as TransportOptions;
	}

	private tls({ broker, resolver, session }: Wish, port: number): TransportOptions {
		const { host, ca, certificate, key } = broker;
		const { tcp, tls } = this.parts;
		const secure = { tls, session, ca, certificate, key };
		return { io: TlsTransport, host, port, resolver, socket: tcp, ...secure } as TransportOptions;
	}

	private memoryOf(host: string, bare: boolean): WayMemory {
		if (bare) return { first: 0 };
		if (host !== this.host) this.memory = { first: 0 };
		this.host = host;
		return this.memory;
	}
}

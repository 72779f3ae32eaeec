import { literalAddress } from "core/address";
import type { Clock } from "core/clock";
import { DNS_MAX, DnsVerdict, numberOf, readDnsAnswer, writeDnsQuery } from "net/dns-packet";
import { Exchange } from "net/exchange";
import type { UdpClass } from "net/udp";

/** The longest wait for one server's answer. */
export const DNS_ANSWER_MS = 3_000;
/** How often the list of servers is gone through. */
export const DNS_ROUNDS = 2;
const DNS_PORT = 53;

/** The address of a name that was given last. */
interface Given {
	readonly host: string;
	/** Its four bytes as one number. */
	address: number;
}

/** What the resolver is given. */
export interface ResolverOptions {
	readonly clock: Clock;
	/** Numbers in [0, 1), hard to guess. */
	readonly random: () => number;
	readonly udp: UdpClass;
	/** Addresses of the name servers, asked for anew for each name: a new lease may bring others. */
	nameServers(): readonly string[];
	/** A defect was caught; the request it belongs to is answered with undefined. Must not throw. */
	onFault(error: unknown): void;
}

/**
 * Finds addresses by asking the network's own name servers, each time anew: a broker that moves is found by the next attempt. No answer is kept,
 * so that a wrong one lasts no longer than an attempt; only which address of a name was given last, since of several the next is to be tried.
 * The SDK's resolver over UDP is not used: what it gets it parses in an unguarded callback, whoever sent it, and what its parser throws
 * aborts the machine.
 */
export class Resolver {
	private readonly options: ResolverOptions;
	private requests: readonly Request[] = [];
	/** There are as many as the settings have hosts. */
	private readonly given: Given[] = [];

	constructor(options: ResolverOptions) {
		this.options = options;
	}

	/** Asks for the IPv4 address of `host`; `callback` is called once, never from inside, unless `close` comes first. */
	resolve(host: string, callback: (address: string | undefined) => void): void {
		const request = new Request(this.options, host, this.given, (address) => {
			if (!this.requests.includes(request)) return;
			this.requests = this.requests.filter((one) => one !== request);
			callback(address);
		});
		this.requests = [...this.requests, request];
	}

	/** Gives up all requests; they are not answered. Safe to call twice. */
	close(): void {
		for (const request of this.requests) request.close();
		this.requests = [];
	}
}

/** One name. */
class Request {
	private readonly exchange: Exchange;
	private readonly query: Uint8Array;
	private readonly servers: readonly string[];
	private readonly answer: (address: string | undefined) => void;
	private readonly _address = new Uint8Array(4);
	private readonly _host: string;
	private readonly _random: () => number;
	private readonly given: Given[];
	private tries = 0;

	constructor(options: ResolverOptions, host: string, given: Given[], answer: (address: string | undefined) => void) {
		const { clock, random, udp } = options;
		const literal = literalAddress(host);
		const query = new Uint8Array(DNS_MAX);
		const length = writeDnsQuery(query, Math.floor(random() * 65_536), host);
		this.query = query.subarray(0, length);
		this.servers = length > 0 && literal === undefined ? options.nameServers() : [];
		this.answer = answer;
		this._host = host;
		this._random = random;
		this.given = given;
		this.exchange = new Exchange({
			clock,
			udp,
			port: DNS_PORT,
			deadlineMs: DNS_ANSWER_MS,
			onAnswer: (bytes) => this.take(bytes),
			onNothing: () => (this.servers.length > 0 ? this.next() : answer(literal)),
			onFault: (error) => {
				options.onFault(error);
				answer(undefined);
			},
		});
		if (this.servers.length > 0) this.next();
		else this.exchange.later();
	}

	close(): void {
		this.exchange.close();
	}

	private next(): void {
		if (this.tries >= DNS_ROUNDS * this.servers.length) return this.answer(undefined);
		this.exchange.ask(this.servers[this.tries++ % this.servers.length], this.query);
	}

	private take(bytes: Uint8Array): boolean {
		const given = this.given.find(({ host }) => host === this._host);
		const last = given?.address ?? Math.floor(this._random() * 2 ** 32); // not all boards begin with the same one
		const verdict = readDnsAnswer(bytes, this.query, this._address, last);
		if (verdict === DnsVerdict.Foreign) return false;
		this.exchange.close();
		// A server that knows no address may be one that is broken: the next is asked, as RFC 1035 §7.2 has it.
		if (verdict === DnsVerdict.NoAddress) this.next();
		else {
			if (given) given.address = numberOf(this._address);
			else this.given.push({ host: this._host, address: numberOf(this._address) });
			this.answer(this._address.join("."));
		}
		return true;
	}
}

import { Claim, type Intruder } from "console/command";
import { type AccessPoint, type Host, LinkPhase, type Task } from "console/host";
import { Joining } from "console/improv-join";
import {
	ImprovError,
	ImprovParser,
	ImprovState,
	makePacket,
	makeResult,
	PacketType,
	Parsed,
	Rpc,
	readStrings,
} from "console/improv-packet";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";
import { fromUtf8 } from "core/utf8";
import { saveApart } from "settings/apart";

/** A packet whose bytes stop coming for so long is none: what comes next was typed. */
const SILENCE_MS = 500;
/** A line feed so soon behind a packet is the sender's, not a person's. */
const TAIL_MS = 100;
/** How often a port without room is tried again. */
const RETRY_MS = 20;
/** Packets that wait for the port; a whole scan and then some. */
const WAITING_MAX = 32;
/** Networks of a scan that are told, the strongest. */
const NETWORKS_MAX = 20;

/** What Improv is given. */
export interface ImprovOptions {
	readonly clock: Clock;
	readonly host: Host;
	/** Writes bytes to the console's port, all or none: false when it has no room for all of them. */
	readonly write: (bytes: Uint8Array) => boolean;
	/** Whether the console is locked. */
	readonly locked: () => boolean;
	/** Tells people at the console one line; never a secret. */
	readonly say: (line: string) => void;
	/** A defect was caught: Improv takes no part any more. */
	readonly onFault: (error: unknown) => void;
}

/**
 * Improv Wi-Fi over the console's line (https://www.improv-wifi.com/serial): a browser finds networks and joins the board to one. Settings
 * are saved apart from what a person has staged. What does not answer as it should is put back as it was.
 */
export class Improv implements Intruder {
	private readonly options: ImprovOptions;
	private readonly parser = new ImprovParser();
	private readonly joining: Joining;
	private readonly silence: Alarm;
	private readonly retry: Alarm;
	private readonly guard: Guard;
	private readonly _take: (byte: number) => void;
	private readonly waiting: Uint8Array[] = [];
	private claim = Claim.No;
	private lastTicks = 0;
	private tail = false;
	private scan: Task | undefined;

	constructor(options: ImprovOptions) {
		const { clock, host, say, onFault } = options;
		this.options = options;
		const guard = new Guard((error) => {
			this.close();
			onFault(error);
		});
		this.guard = guard;
		this._take = guard.wrap1((byte: number) => this.taken(byte));
		this.silence = clock.alarm(guard.wrap(() => this.abandoned()));
		this.retry = clock.alarm(guard.wrap(() => this.flush()));
		this.joining = new Joining({ clock, host, say, guard, onDone: (joined) => this.joined(joined) });
	}

	take(byte: number): Claim {
		this.claim = Claim.No;
		this._take(byte);
		return this.claim;
	}

	get busy(): boolean {
		return this.joining.busy || this.scan !== undefined || this.waiting.length > 0 || this.parser.inside;
	}

	close(): void {
		this.silence.clear();
		this.retry.clear();
		this.joining.close();
		this.scan?.cancel();
		this.scan = undefined;
		this.waiting.length = 0;
		this.parser.reset();
	}

	private taken(byte: number): void {
		const { clock } = this.options;
		const tail = this.tail && byte === 0x0a && clock.ticks - this.lastTicks <= TAIL_MS;
		this.tail = false;
		if (tail) {
			this.claim = Claim.Yes;
			return;
		}
		const parsed = this.parser.take(byte);
		if (parsed === Parsed.No) return;
		this.claim = parsed === Parsed.Header ? Claim.Header : Claim.Yes;
		if (this.parser.inside) {
			this.silence.set(SILENCE_MS);
			return;
		}
		this.silence.clear();
		this.tail = true;
		this.lastTicks = clock.ticks;
		if (parsed === Parsed.Garbled) this.sendError(ImprovError.InvalidPacket);
		else this.packet();
	}

	private abandoned(): void {
		this.parser.reset();
		this.sendError(ImprovError.InvalidPacket);
	}

	private packet(): void {
		const { type, data, length } = this.parser;
		if (type !== PacketType.Rpc) return; // a line that echoes would bring our own packets back for ever
		if (length < 2 || data[1] !== length - 2) this.sendError(ImprovError.InvalidPacket);
		else this.rpc(data[0], data.slice(2, length));
	}

	private rpc(command: number, data: Uint8Array): void {
		this.sendError(ImprovError.None);
		switch (command) {
			case Rpc.State:
				this.sendState();
				if (this.state() === ImprovState.Provisioned) this.send(makeResult(Rpc.State, []));
				break;
			case Rpc.Information:
				this.send(makeResult(command, this.information()));
				break;
			case Rpc.Scan:
				if (this.allowed()) this.beginScan();
				break;
			case Rpc.WifiSettings:
				if (this.allowed()) this.join(data);
				break;
			case Rpc.DeviceName:
				if (data.length === 0) this.sendName();
				else if (this.allowed()) this.rename(data);
				break;
			default:
				this.sendError(ImprovError.UnknownCommand);
		}
	}

	/** While the console is locked nothing is changed or searched for; nor is a second thing begun beside the first. */
	private allowed(): boolean {
		const locked = this.options.locked();
		if (locked) this.sendError(ImprovError.NotAuthorized);
		else if (this.joining.busy || this.scan) this.sendError(ImprovError.Unknown);
		else return true;
		return false;
	}

	private state(): ImprovState {
		if (this.joining.busy) return ImprovState.Provisioning;
		return this.options.host.status().link.phase === LinkPhase.Up ? ImprovState.Provisioned : ImprovState.Ready;
	}

	private information(): readonly string[] {
		const about = this.options.host.about();
		const find = (name: string) => about.find((entry) => entry[0] === name)?.[1] ?? "unknown";
		return ["fieldfeed", find("version"), find("board"), this.name()];
	}

	private name(): string {
		return this.options.host.draft.active.text("device.name");
	}

	private sendName(): void {
		this.send(makeResult(Rpc.DeviceName, [this.name()]));
	}

	private rename(data: Uint8Array): void {
		const { host, say } = this.options;
		const { draft } = host;
		const name = fromUtf8(data, 0, data.length);
		if (name === undefined || draft.active.copy().set("device.name", name) !== undefined) {
			this.sendError(ImprovError.BadName);
			return;
		}
		const outcome = saveApart(draft, () => draft.set("device.name", name));
		if (typeof outcome === "string") {
			say(`Improv: ${outcome}`);
			this.sendError(ImprovError.Unknown);
			return;
		}
		if (outcome.saved) host.apply();
		this.sendName();
	}

	private join(data: Uint8Array): void {
		const strings = readStrings(data, 0, data.length);
		const [ssid, password] = (strings ?? []).map((bytes) => fromUtf8(bytes, 0, bytes.length));
		if (strings?.length !== 2 || ssid === undefined || password === undefined) {
			this.sendError(ImprovError.InvalidPacket);
			return;
		}
		if (this.joining.begin(ssid, password)) this.sendState();
		else this.sendError(ImprovError.UnableToConnect);
	}

	private joined(joined: boolean): void {
		if (!joined) this.sendError(ImprovError.UnableToConnect);
		this.sendState(joined ? ImprovState.Provisioned : ImprovState.Ready);
		if (joined) this.send(makeResult(Rpc.WifiSettings, []));
	}

	private beginScan(): void {
		const found = new Map<string, number>();
		const task = this.options.host.scanWifi({
			onItem: this.guard.wrap1(({ ssid, rssi }: AccessPoint) => {
				if (ssid !== "" && rssi > (found.get(ssid) ?? Number.NEGATIVE_INFINITY)) found.set(ssid, rssi);
			}),
			onDone: this.guard.wrap1((problem?: string) => {
				this.scan = undefined;
				if (problem === undefined) this.tellNetworks(found);
				else this.cannotScan(problem);
			}),
		});
		if (typeof task === "string") this.cannotScan(task);
		else this.scan = task;
	}

	private cannotScan(problem: string): void {
		this.options.say(`Improv: ${problem}`);
		this.sendError(ImprovError.Unknown);
	}

	/** The radio's scan does not tell what is encrypted: YES, for NO would keep the browser from asking for a password at all. */
	private tellNetworks(found: ReadonlyMap<string, number>): void {
		const networks = [...found].sort((a, b) => b[1] - a[1]).slice(0, NETWORKS_MAX);
		for (const [ssid, rssi] of networks) this.send(makeResult(Rpc.Scan, [ssid, String(rssi), "YES"]));
		this.send(makeResult(Rpc.Scan, []));
	}

	private sendState(state = this.state()): void {
		this.send(makePacket(PacketType.State, Uint8Array.of(state)));
	}

	private sendError(error: ImprovError): void {
		this.send(makePacket(PacketType.Error, Uint8Array.of(error)));
	}

	/** Packets of a flood beyond what can wait are lost, as on a line. */
	private send(packet: Uint8Array): void {
		if (this.waiting.length < WAITING_MAX) this.waiting.push(packet);
		this.flush();
	}

	private flush(): void {
		const waiting = this.waiting;
		while (waiting.length > 0 && this.options.write(waiting[0])) waiting.shift();
		if (waiting.length > 0) this.retry.set(RETRY_MS);
	}
}

import main from "main";
import { Command, decodeEvent, HostEvent } from "../port";
import config from "./config";
import device from "./device";
import { now, post, takeOutbox } from "./port";
import { furnish, seedRandom } from "./prelude";
import { findSerial } from "./serial";
import { findSocket } from "./socket";
import { resolved, System } from "./system";
import { decodeText, encodeText } from "./text";
import { announceWake, fireTimers, wakeCame } from "./timer";
import { deliver } from "./udp";
import { changed, found, scanned } from "./wifi";

/** What main leaves behind. */
interface Firmware {
	close(): void;
}

let firmware: Firmware | undefined;
let crashed = false;

furnish(globalThis);
Object.assign(globalThis, {
	device,
	System,
	trace: (...words: unknown[]) => post(Command.Line, 0, 0, encodeText(words.join("").trimEnd())),
	handleCommand,
});

/** The engine calls this with one event, runs the promise jobs, and then reads `result`: all that the guest has to say. */
function handleCommand(event: ArrayBuffer): { readonly result: ArrayBuffer } {
	if (!crashed) {
		try {
			decodeEvent(event, setClock, dispatch);
		} catch (error) {
			crash(error);
		}
	}
	return {
		get result() {
			if (!crashed) announceWake();
			return takeOutbox();
		},
	};
}

function setClock(ticks: number, time: number): void {
	now.ticks = ticks;
	now.time = time;
}

function dispatch(op: HostEvent, id: number, value: number, payload: Uint8Array): void {
	switch (op) {
		case HostEvent.Boot:
			return boot(value, decodeText(payload));
		case HostEvent.Wake:
			wakeCame();
			return fireTimers();
		case HostEvent.Opened:
		case HostEvent.Room:
			return findSocket(id)?.room(value);
		case HostEvent.Data:
			return findSocket(id)?.data(payload);
		case HostEvent.Ended:
			return findSocket(id)?.ended(value);
		case HostEvent.Resolved:
			return resolved(id, decodeText(payload));
		case HostEvent.Datagram:
			return deliver(id, value, payload);
		case HostEvent.WifiFound:
			return found(decodeText(payload), value);
		case HostEvent.WifiScanned:
			return scanned();
		case HostEvent.WifiChanged:
			return changed(value, JSON.parse(decodeText(payload)));
		case HostEvent.SerialData:
			return findSerial(id)?.data(payload);
		case HostEvent.SerialRoom:
			return findSerial(id)?.room(value);
		case HostEvent.Stop:
			return firmware?.close();
		default:
			op satisfies never;
	}
}

function boot(seed: number, json: string): void {
	seedRandom(globalThis, seed);
	Object.assign(config, JSON.parse(json));
	firmware = main();
}

/** On a board an exception that leaves a callback ends the XS machine; so it does here. */
function crash(error: unknown): void {
	crashed = true;
	const place = error instanceof Error ? (error.stack?.split("\n")[1]?.trim() ?? "") : "";
	post(Command.Crash, 0, 0, encodeText(place === "" ? String(error) : `${String(error)} (${place})`));
}

import { BrokerPhase } from "console/host";
import { BACKOFF_MIN_MS } from "core/backoff";
import { FakeBoard, STATION } from "fakes/board";
import { FakeInterface } from "fakes/interface";
import { FakeSystem } from "fakes/system";
import { equal, ok, test } from "harness";
import { ResetReason, RestartCode } from "health/system";
import { SPREAD_MS } from "net/network";

const WIFI = { ...STATION, "net.wifi.1.ssid": "home", "net.wifi.1.password": "planted-wifi-secret" };

/** A board that has just joined its network. All of them draw the same random numbers. */
function joined(settings: object = {}, mac = "", system = new FakeSystem()): FakeBoard {
	const hardware = (): string => mac;
	const board = new FakeBoard({ settings: { ...WIFI, ...settings }, platform: { online: false, hardware }, system });
	board.run(2);
	FakeInterface.last.scanning?.onFound({ SSID: "home", RSSI: -60 });
	FakeInterface.last.scanning?.onComplete();
	board.run(1);
	FakeInterface.last.become(500, "192.0.2.7");
	return board;
}

/** Milliseconds from then on until it connects. */
function connecting(board: FakeBoard): number {
	const start = board.clock.ticks;
	while (board.host.status().broker.phase === BrokerPhase.Paused) board.clock.advance(10);
	return board.clock.ticks - start;
}

test("fleet: boards of one image that come up in the same second connect at different ones, by client identifier, name or MAC", () => {
	const waits = new Set<number>();
	for (let i = 0; i < 8; i++) {
		waits.add(connecting(joined({ "mqtt.clientId": `station${i}` })));
		waits.add(connecting(joined({ "device.name": `shed${i}` })));
		waits.add(connecting(joined({}, `240ac400000${i}`)));
	}
	ok(waits.size > 20, `${[...waits]}`);
	ok(Math.max(...waits) <= SPREAD_MS + 20, `${[...waits]}`);
	equal(connecting(joined()), connecting(joined()), "the same board repeats itself, where the random numbers do");
});

test("fleet: who has restarted the board from the console, or by its button, does not wait", () => {
	const asked = new FakeSystem();
	joined({}, "", asked).health.restart(RestartCode.Console);
	const pressed = new FakeSystem();
	pressed.reason = ResetReason.External;
	for (const system of [asked, pressed]) ok(connecting(joined({}, "", system)) <= 20);
});

test("fleet B1: settings that are saved again and again lead to no attempt sooner than a minimum behind the last", () => {
	const board = new FakeBoard();
	const attempts: number[] = [];
	for (let i = 0; i < 200; i++) {
		if (i % 4 === 0) {
			board.save({ "mqtt.keepAlive": String(30 + i) });
			board.running.apply();
		}
		board.clock.advance(50);
		for (const line of board.log.take()) if (line.startsWith("connecting")) attempts.push(board.clock.ticks);
	}
	ok(attempts.length >= 5, `${attempts}`);
	for (let i = 1; i < attempts.length; i++) ok(attempts[i] - attempts[i - 1] >= BACKOFF_MIN_MS - 50, `${attempts}`);
});

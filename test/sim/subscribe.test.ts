import assert from "node:assert/strict";
import { test } from "node:test";
import mqtt from "mqtt-packet";
import { BoardStorage } from "../../sim/board/storage";
import { BoardSupervisor } from "../../sim/board/supervisor";
import type { Link } from "../../sim/network/model";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const FEED = "channels/9/subscribe";

/** A storage that counts what is written to it. */
class CountingStorage extends BoardStorage {
	writes = 0;
	override write(payload: Uint8Array): void {
		this.writes++;
		super.write(payload);
	}
}

/** A broker that takes subscriptions, and sends the last update of its channel 9 at once, as ThingSpeak may. */
class FeedBroker extends ScriptedBroker {
	last = "";
	readonly subscribed: string[] = [];
	link: Link | undefined;
	/** SUBACK's code, or closing instead of it. */
	code: number | "close" = 0;

	constructor() {
		super({ onPacket: (link, packet) => this.#onPacket(link, packet) });
	}

	/** An update of channel 9. */
	update(entry: number, field1: string): void {
		this.last = JSON.stringify({
			channel_id: 9,
			created_at: "2026-11-22T10:00:00Z",
			entry_id: entry,
			field1,
			field2: null,
		});
		this.send(FEED, this.last);
	}

	send(topic: string, payload: string): void {
		this.link?.send(mqtt.generate({ cmd: "publish", topic, payload, qos: 0, dup: false, retain: false }));
	}

	#onPacket(link: Link, packet: mqtt.Packet): boolean {
		if (packet.cmd === "connect") this.link = link;
		if (packet.cmd !== "subscribe") return false;
		const [{ topic }] = packet.subscriptions;
		this.subscribed.push(topic);
		if (this.code === "close") {
			link.end();
			return true;
		}
		link.send(mqtt.generate({ cmd: "suback", messageId: packet.messageId, granted: [this.code] }));
		if (topic === FEED && this.last !== "") this.send(FEED, this.last);
		return true;
	}
}

const INTERVAL = {
	"subscription.1.channel": "9",
	"subscription.1.field": "1",
	"subscription.1.do": "set channel.1.interval",
	"subscription.1.min": 20,
};
const RESTART = {
	"subscription.1.channel": "9",
	"subscription.1.field": "1",
	"subscription.1.do": "restart",
	"subscription.1.when": "=1",
};

function acted(firmware: Awaited<ReturnType<typeof startFirmware>>): string[] {
	return firmware.events().flatMap(({ event, text }) => (event === "acted" ? [String(text)] : []));
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: an update sets the interval: saved, in force on a new connection, whose replay does nothing`, {
		skip,
	}, async () => {
		const broker = new FeedBroker();
		const firmware = await startFirmware({ engine, console: true, settings: INTERVAL, accept: () => broker.accept() });
		await firmware.simulator.advance(10_000);
		assert.deepEqual(broker.subscribed, [FEED]);
		broker.update(123, "30");
		await firmware.simulator.advance(20_000);
		assert.deepEqual(acted(firmware), ["channel.1.interval = 30 (entry 123)"]);
		assert.deepEqual(broker.subscribed, [FEED, FEED]);
		const before = broker.published.length;
		await firmware.simulator.advance(10 * 60_000);
		const messages = broker.published.length - before;
		assert.ok(messages >= 19 && messages <= 21, `${messages} in ten minutes`);
		assert.deepEqual(acted(firmware).length, 1);
		firmware.type("get channel.1.interval; subscriptions\r");
		await firmware.simulator.advance(1_000);
		assert.match(firmware.screen, /channel\.1\.interval = 30/);
		assert.match(firmware.screen, /1 {2}channels\/9\/subscribe: set channel\.1\.interval\s+granted; last entry 123/);
		assert.match(firmware.screen, /channel\.1\.interval = 30 \(entry 123\)/);
		assert.match(firmware.screen, /subscription\.1: channel\.1\.interval = 30/, "and as a line when it happened");
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: a broker that replays the entry that asked for a restart makes no restart loop`, {
		skip,
	}, async () => {
		const broker = new FeedBroker();
		const [storage, supervisor] = [new BoardStorage(), new BoardSupervisor()];
		const boot = () => startFirmware({ engine, settings: RESTART, storage, supervisor, accept: () => broker.accept() });
		const first = await boot();
		await first.simulator.advance(5_000);
		broker.update(50, "0");
		await first.simulator.advance(1_000);
		broker.update(51, "1");
		await first.simulator.advance(5_000);
		assert.equal(first.restarts.length, 1);
		const second = await boot();
		await second.simulator.advance(3 * 3_600_000);
		assert.deepEqual([second.restarts, acted(second)], [[], []]);
		assert.match(JSON.stringify(second.events().find(({ event }) => event === "reset")), /restarted by a subscription/);
		assert.ok(broker.subscribed.length >= 2 && broker.last.includes("51"), "the replay did come");
	});

	test(`${engine}: a new board at a channel whose last entry asks for a restart does not restart`, {
		skip,
	}, async () => {
		const broker = new FeedBroker();
		broker.update(7, "1");
		const firmware = await startFirmware({ engine, settings: RESTART, accept: () => broker.accept() });
		await firmware.simulator.advance(60_000);
		assert.deepEqual([firmware.restarts, acted(firmware)], [[], []]);
	});

	test(`${engine}: a hostile publisher, 100 messages a second for two minutes: saves stay few, and the board publishes`, {
		skip,
	}, async () => {
		const broker = new FeedBroker();
		const storage = new CountingStorage();
		const settings = {
			...INTERVAL,
			"subscription.2.topic": "shed/restart",
			"subscription.2.do": "restart",
			"subscription.2.when": "=1",
			"subscription.3.topic": "shed/relay",
			"subscription.3.do": "pin 4",
			"subscription.4.topic": "#",
		};
		const firmware = await startFirmware({ engine, settings, storage, accept: () => broker.accept() });
		await firmware.simulator.advance(20_000);
		const before = storage.writes;
		for (let i = 0; i < 12_000; i++) {
			const n = i >> 2;
			if (i % 4 === 0) broker.update(n + 1, `${20 + (n % 500)}`);
			else if (i % 4 === 1) broker.send("shed/relay", `${n % 2}`);
			else if (i % 4 === 2) broker.send("shed/restart", n % 2 === 0 ? "x" : "0");
			else broker.send(FEED, `{"entry_id":${n},"field1":{"a":[`);
			await firmware.simulator.advance(10);
		}
		assert.deepEqual([firmware.crashes, firmware.restarts], [[], []]);
		const saves = acted(firmware).filter((text) => text.startsWith("channel.1.interval = ")).length;
		assert.ok(saves >= 2 && saves <= 3, `${saves} saves`);
		assert.ok(storage.writes - before <= 3 * 4, `${storage.writes - before} values written`);
		const changes = firmware.pins.writes.length;
		assert.ok(changes > 50 && changes <= 130, `${changes} changes of the pin`);
		assert.ok(firmware.lines.length < 1_200, `${firmware.lines.length} lines`);
		broker.update(100_000, "60");
		await firmware.simulator.advance(5 * 60_000);
		assert.ok(broker.published.length >= 5);
		assert.equal(acted(firmware).at(-1), "channel.1.interval = 60 (entry 100000)");
	});

	test(`${engine}: it subscribes again on every connection; a refusal is told, and publishing goes on`, {
		skip,
	}, async () => {
		const broker = new FeedBroker();
		broker.code = 0x80;
		const firmware = await startFirmware({ engine, settings: INTERVAL, accept: () => broker.accept() });
		await firmware.simulator.advance(10_000);
		broker.link?.end();
		await firmware.simulator.advance(5 * 60_000);
		assert.deepEqual(broker.subscribed, [FEED, FEED]);
		const refusals = firmware.events().filter(({ event }) => event === "subscribeRefused");
		assert.match(String(refusals[0]?.reason), /refused the subscription: may this device subscribe/);
		assert.ok(broker.published.length >= 3);
	});

	test(`${engine}: a broker that closes behind SUBSCRIBE does not keep the board from publishing`, {
		skip,
	}, async () => {
		const broker = new FeedBroker();
		broker.code = "close";
		const firmware = await startFirmware({ engine, settings: INTERVAL, accept: () => broker.accept() });
		await firmware.simulator.advance(30 * 60_000);
		const refusals = firmware.events().filter(({ event }) => event === "subscribeRefused");
		assert.match(String(refusals[0]?.reason), /closed right behind SUBSCRIBE: may this device/);
		assert.match(String(refusals[1]?.reason), /left out for an hour/);
		assert.equal(broker.subscribed.length, 2);
		assert.ok(broker.published.length >= 20, `${broker.published.length} messages`);
	});

	test(`${engine}: a pin follows a field feed; one of the I2C bus or the console is refused`, { skip }, async () => {
		const broker = new FeedBroker();
		const settings = {
			"subscription.1.channel": "9",
			"subscription.1.feed": "fields",
			"subscription.1.field": "2",
			"subscription.1.do": "pin 4",
			"subscription.1.when": ">30",
			"subscription.2.topic": "a",
			"subscription.2.do": "pin 21",
			"subscription.3.topic": "a",
			"subscription.3.do": "pin 1",
			"subscription.4.topic": "a",
			"subscription.4.do": "pin 34",
		};
		const firmware = await startFirmware({ engine, settings, accept: () => broker.accept() });
		await firmware.simulator.advance(5_000);
		for (const value of ["31.5", "12", "soon"]) {
			broker.send(`${FEED}/fields/field2`, value);
			broker.send("a", "1");
			await firmware.simulator.advance(2_000);
		}
		assert.deepEqual(
			firmware.pins.writes.map(({ pin, level }) => `${pin}=${level}`),
			["4=1", "4=0"],
		);
		const told = firmware.events().flatMap(({ event, text }) => (event === "error" ? [String(text)] : []));
		assert.ok(
			told.some((text) => /^subscription\.2\.do: pin 21 cannot be driven: the I2C bus "default" uses it/.test(text)),
		);
		assert.ok(told.some((text) => /^subscription\.3\.do: pin 1 cannot be driven: the console uses it/.test(text)));
		assert.ok(acted(firmware).includes("pin 34 could not be driven"));
		await firmware.simulator.stop();
	});
}

import { equal, test } from "harness";
import { NetKind, type NetworkPlan, planNetwork } from "net/plan";
import { Settings } from "settings/settings";

function planOf(json: object): { plan: NetworkPlan; errors: readonly string[] } {
	const settings = new Settings();
	equal(settings.load(json), [], "the test's settings");
	const errors: string[] = [];
	return { plan: planNetwork(settings, errors), errors };
}

const FIXED = { address: "192.168.1.20", mask: "255.255.255.0", gateway: "192.168.1.1", dns: "192.168.1.1" };

function fixedErrors(changes: Partial<typeof FIXED>): readonly string[] {
	const { plan, errors } = planOf({ net: { kind: "ethernet", ...FIXED, ...changes } });
	equal(plan.fixed === undefined, errors.length > 0);
	return errors;
}

test("network plan: nothing set is the platform's own network and two time servers", () => {
	const { plan, errors } = planOf({});
	equal(errors, []);
	equal(plan.kind, NetKind.None);
	equal(plan.timeServers, ["time.cloudflare.com", "time.google.com"]);
});

test("network plan: a name of a network makes it Wi-Fi, in the order of the settings", () => {
	const { plan, errors } = planOf({
		"net.wifi.3.ssid": "c",
		"net.wifi.1.ssid": "a",
		"net.wifi.1.password": "12345678",
	});
	equal(errors, []);
	equal(plan.kind, NetKind.Wifi);
	equal(plan.networks, [
		{ ssid: "a", password: "12345678" },
		{ ssid: "c", password: "" },
	]);
});

test("network plan: a password has 8 to 63 bytes or none, and is never repeated", () => {
	const settings = new Settings();
	equal(settings.set("net.wifi.1.password", ""), undefined);
	equal(settings.set("net.wifi.1.password", "x".repeat(63)), undefined);
	for (const password of ["1234567", "x".repeat(64)])
		equal(
			settings.set("net.wifi.1.password", password),
			"net.wifi.1.password: allowed is text of 8 to 63 bytes without control characters, or empty, got something else",
		);
});

test("network plan: a kind that does not go with the names of networks is told", () => {
	equal(planOf({ "net.kind": "ethernet", "net.wifi.1.ssid": "a" }).errors, [
		'net.kind: allowed is wifi where a net.wifi.<n>.ssid is set, got "ethernet"; unset one of them',
	]);
	equal(planOf({ "net.kind": "wifi" }).errors, ["net.wifi.1.ssid: not set; net.kind=wifi needs the name of a network"]);
	equal(planOf({ "net.wifi.2.password": "planted-secret" }).errors, [
		"net.wifi.2.ssid: not set, but net.wifi.2.password is",
	]);
	equal(planOf({ "net.wifi.1.ssid": "a", "net.wifi.2.ssid": "a" }).errors, [
		"net.wifi.2.ssid: allowed is each name once, got one that is set already",
	]);
});

test("network plan: a fixed address is all four parts, which fit together", () => {
	equal(planOf({ net: { kind: "ethernet", ...FIXED } }).plan.fixed, FIXED);
	equal(planOf({ net: { kind: "ethernet", address: FIXED.address } }).errors, [
		"net.mask: not set; a fixed address needs net.address, net.mask, net.gateway and net.dns, DHCP none of them",
	]);
	equal(fixedErrors({ mask: "255.0.255.0" }), [
		'net.mask: allowed is 255.0.0.0 to 255.255.255.252, ones first, got "255.0.255.0"',
	]);
	for (const address of ["192.168.1.0", "192.168.1.255", "127.0.0.1", "224.0.0.1", "0.0.0.7"])
		equal(fixedErrors({ address }), [`net.address: allowed is the address of a host in its network, got "${address}"`]);
	for (const gateway of ["192.168.2.1", FIXED.address, "192.168.1.255"])
		equal(fixedErrors({ gateway }), [
			`net.gateway: allowed is another host's address in the network of net.address and net.mask, got "${gateway}"`,
		]);
	equal(fixedErrors({ dns: "255.255.255.255" }), ['net.dns: allowed is the address of a host, got "255.255.255.255"']);
	equal(fixedErrors({ dns: "9.9.9.9" }), []);
});

test("network plan: the board's name becomes a label that a router takes", () => {
	equal(planOf({ "device.name": "  Hut #3, east_ " }).plan.hostname, "hut-3-east");
	equal(planOf({ "device.name": "???" }).plan.hostname, "fieldfeed");
});

test("network plan: the same time server twice is one", () => {
	equal(planOf({ "time.server1": "ntp.test", "time.server2": "NTP.test" }).plan.timeServers, ["ntp.test"]);
});

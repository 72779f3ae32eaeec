import { isPrivateHost, parseAddress } from "core/address";
import { equal, test } from "harness";

const NO_ADDRESS = [
	"",
	"localhost",
	"1.2.3",
	"1.2.3.4.5",
	"1.2.3.",
	".1.2.3",
	"1..2.3",
	"256.1.1.1",
	"1.1.1.256",
	"-1.2.3.4",
	"-0.0.0.0",
	"+1.2.3.4",
	"01.2.3.4",
	"0177.0.0.1",
	"0x7f.0.0.1",
	"1e1.0.0.1",
	"1.5.0.0.1",
	" 10.0.0.1",
	"10.0.0.1 ",
	"10.0.0.1\n",
	"10.0.0.NaN",
	"٣.0.0.1",
	"::1",
	"2130706433",
	"127.1",
];

test("address: the four numbers of an IPv4 address in its usual form", () => {
	equal(parseAddress("0.0.0.0"), [0, 0, 0, 0]);
	equal(parseAddress("192.168.1.20"), [192, 168, 1, 20]);
	equal(parseAddress("255.255.255.255"), [255, 255, 255, 255]);
});

test("address: names, short, octal, hexadecimal and other forms are none", () => {
	for (const text of NO_ADDRESS) equal(parseAddress(text), undefined, text);
});

test("address: loopback, private and link-local addresses are private, from their first to their last", () => {
	for (const host of [
		"localhost",
		"127.0.0.0",
		"127.0.0.1",
		"127.255.255.255",
		"10.0.0.0",
		"10.255.255.255",
		"172.16.0.0",
		"172.31.255.255",
		"192.168.0.0",
		"192.168.255.255",
		"169.254.0.0",
		"169.254.255.255",
	])
		equal(isPrivateHost(host), true, host);
});

test("address: their neighbours, and names that a DNS could send anywhere, are not private", () => {
	for (const host of [
		"126.255.255.255",
		"128.0.0.1",
		"9.255.255.255",
		"11.0.0.0",
		"172.15.255.255",
		"172.32.0.0",
		"192.167.255.255",
		"192.169.0.0",
		"169.253.255.255",
		"169.255.0.0",
		"0.0.0.0",
		"8.8.8.8",
		"100.64.0.1",
		"mqtt3.thingspeak.com",
		"localhost.example.com",
		"127.0.0.1.example.com",
		"10.example.com",
		"broker.local",
		...NO_ADDRESS.filter((host) => host !== "localhost"),
	])
		equal(isPrivateHost(host), false, host);
});

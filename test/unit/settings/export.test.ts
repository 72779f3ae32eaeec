import { FakeKeyValue } from "fakes/key-value";
import { FakePasswordCrypto } from "fakes/password";
import { base64, sequence } from "fakes/pem";
import { KEY } from "fakes/private-key";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { Draft } from "settings/draft";
import { exportLines } from "settings/export";
import { importEnds, importInto } from "settings/import";
import { sealPassword } from "settings/password/password";
import { Kind, SCHEMA, type Setting } from "settings/schema";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

const HEAD = "-----BEGIN CERTIFICATE-----";
const FOOT = "-----END CERTIFICATE-----";
const ONE = `${HEAD}\n${base64(sequence(300))}\n${FOOT}\n`;

function lines(settings: Settings, secrets = false): string[] {
	const next = exportLines(settings, secrets);
	const all: string[] = [];
	for (let line = next(); line !== undefined; line = next()) all.push(line);
	equal(next(), undefined, "behind the last line there is none");
	return all;
}

test("export: what is set is one JSON object, a line a setting, a PEM line by line", () => {
	const settings = new Settings();
	settings.load({
		"mqtt.host": "a.test",
		"mqtt.port": 1_883,
		"mqtt.allowPlain": true,
		"mqtt.ca": ONE,
		"channel.1.id": 7,
	});
	equal(lines(settings), [
		"{",
		'\t"mqtt.host": "a.test",',
		'\t"mqtt.port": 1883,',
		'\t"mqtt.allowPlain": true,',
		'\t"mqtt.ca": [',
		`\t\t"${HEAD}",`,
		`\t\t"${base64(sequence(300))}",`,
		`\t\t"${FOOT}",`,
		'\t\t""',
		"\t],",
		'\t"channel.1.id": "7"',
		"}",
	]);
});

test("export: nothing set is an empty object", () => {
	equal(lines(new Settings()), ["{", "}"]);
});

test("export: no secret leaves unless it is asked for", () => {
	const settings = new Settings();
	settings.load({ "mqtt.password": "planted", "mqtt.host": "a.test", "net.wifi.1.password": "planted-too" });
	settings.set("console.password", sealed("planted-word"));
	equal(lines(settings), ["{", '\t"mqtt.host": "a.test"', "}"]);
	const all = lines(settings, true).join("");
	ok(all.includes('"planted"') && all.includes("planted-too") && all.includes("pbkdf2-sha256$"));
	equal(JSON.parse(all)["mqtt.password"], "planted");
});

test("export: nothing that a terminal obeys is in it", () => {
	const settings = new Settings();
	settings.set("device.name", "a\u2028b\u202ec\u00e9");
	settings.set("mqtt.ca", `\x1b[2J\x7f\x9b\u2029${ONE}`);
	const all = lines(settings).join("\n");
	for (const character of all)
		ok(
			character === "\n" ||
				character === "\t" ||
				(character >= " " && !"\x7f\x9b\u2028\u2029\u202e".includes(character)),
		);
	ok(all.includes("\\u2028b\\u202ec\u00e9"), all);
});

function sealed(password: string): string {
	const result = sealPassword(new FakePasswordCrypto(), password);
	return result.ok ? result.value : "";
}

test("export with secrets, then import, gives the same settings: 500 random ones of every kind", () => {
	const random = seeded(4_242);
	const seen = new Set<string>();
	for (let round = 0; round < 500; round++) {
		const settings = new Settings();
		for (let left = Math.floor(random() * 12); left > 0; left--) {
			const setting = SCHEMA[Math.floor(random() * SCHEMA.length)];
			if (settings.set(keyOf(setting, random), anyValue(setting, random)) === undefined) seen.add(setting.key);
		}
		if (settings.keys().length === 0) continue;
		const text = lines(settings, true).join("\r\n");
		ok(importEnds(text));
		const draft = new Draft({ build: new Settings(), store: new SettingsStore({ io: new FakeKeyValue() }) });
		const result = importInto(draft, text);
		equal(result.ok ? result.value : result.error, settings.keys());
		for (const key of settings.keys()) equal(draft.staged.own(key), settings.own(key), key);
	}
	equal(
		SCHEMA.filter(({ key }) => !seen.has(key)).map(({ key }) => key),
		[],
		"every row was set at least once",
	);
});

function keyOf({ key }: Setting, random: () => number): string {
	const number = (most: number): string => String(1 + Math.floor(random() * most));
	return key
		.replace("<1-10>", number(10))
		.replace("<1-8>", number(8))
		.replace("<1-3>", number(3))
		.replace("<name>", random() < 0.5 ? "room" : "a-1_")
		.replace("<quantity>", random() < 0.5 ? "co2" : "vapourpressuredeficit");
}

/** One text for each form that a setting may have; which it takes is its own to say. */
const FORMS = ["pin 4", ">=30.5", "28ff641e8d3c0c21", "flow", "0.5=0,2.75=100", "1.5,-2e-3", "-40..85"];

const CHARACTERS = [
	"a",
	"Z",
	"0",
	" ",
	'"',
	"\\",
	"/",
	"é",
	"€",
	"\u{1f30d}",
	"\u2028",
	"\u202e",
	"$",
	"{",
	"}",
	",",
	":",
	"-----BEGIN CERTIFICATE-----",
];

function anyValue(setting: Setting, random: () => number): unknown {
	const { kind, least, most, form } = setting;
	if (form) return FORMS[Math.floor(random() * FORMS.length)];
	switch (kind) {
		case Kind.Integer:
			return least + Math.floor(random() * (most - least + 1));
		case Kind.Choice:
			return setting.choices?.[Math.floor(random() * setting.choices.length)];
		case Kind.Flag:
			return random() < 0.5;
		case Kind.Pem:
			return random() < 0.5 ? ONE + ONE : ` "é\x1b\x9b\r\n\r\n${ONE.trim()}`;
		case Kind.Level:
			return String(Math.floor(random() * 10 ** 12));
		case Kind.Decimal:
			return `${Math.floor(random() * most)}.50`;
		case Kind.Hours:
			return "22-5";
		case Kind.Days:
			return "mon-fri,sun";
		case Kind.Zone:
			return "-3:30";
		case Kind.Source:
			return random() < 0.5 ? "room.temperature" : "room.humidity:mean";
		case Kind.Host:
			return "a-1.test";
		case Kind.Address:
			return "192.0.2.7";
		case Kind.Path:
			return "/mqtt?a=b%20c;d";
		case Kind.Password:
			return sealed("planted-word");
		case Kind.Key:
			return random() < 0.5 ? KEY : KEY.split("\n").join("\r\n");
		default: {
			let text = "";
			for (let left = Math.floor(random() * most); left > 0; left--)
				text += CHARACTERS[Math.floor(random() * CHARACTERS.length)];
			return text.slice(0, most / 4);
		}
	}
}

import { equal, ok, test } from "harness";
import { credentialKey } from "settings/credentials";
import { readImport } from "settings/import";

const WANTED = { "mqtt.clientId": "Cid0", "mqtt.userName": "Uid0", "mqtt.password": "p/W+d=0" };

function read(text: string): unknown {
	const result = readImport(text);
	if (!result.ok) return result.error;
	return result.value.format === "credentials" ? Object.fromEntries(result.value.pairs) : result.value.format;
}

/** The same in the ways in which editors and terminals hand it on. */
function variants(text: string): readonly string[] {
	const crlf = text.split("\n").join("\r\n");
	return [
		text,
		crlf,
		text.split("\n").join("\r"),
		`\ufeff${crlf}`,
		`\n\n${text}\n\n`,
		text.split("\n").reverse().join("\n"),
	];
}

const FORMS: Readonly<Record<string, string>> = {
	"an Arduino header": [
		"// use this file with the example sketches",
		'#define SECRET_MQTT_USERNAME "Uid0"',
		'#define SECRET_MQTT_CLIENT_ID "Cid0" // the device',
		'#define SECRET_MQTT_PASSWORD "p/W+d=0"',
		"#endif",
	].join("\n"),
	"a header with blanks and tabs":
		'#define\tSECRET_MQTT_CLIENT_ID\t"Cid0"\n#define SECRET_MQTT_USERNAME   Uid0\n#define  SECRET_MQTT_PASSWORD "p/W+d=0"',
	declarations:
		'const char mqttUserName[] = "Uid0";\nconst char* clientID = "Cid0"; // shed\nstatic const char mqttPass_word[] = "p/W+d=0";',
	"key = value": "username = Uid0\nclientId=Cid0\n# password = old\npassword = p/W+d=0",
	"key: value": "Client ID: Cid0\nUsername: Uid0\nPassword: p/W+d=0",
	"names in quotes": '"client-id": "Cid0",\n"user_name": "Uid0",\n"password": "p/W+d=0"',
	"single quotes": "client_id = 'Cid0'\nusername = 'Uid0'\npassword = 'p/W+d=0'",
	"a table": "Client ID\tCid0\nUser Name\tUid0\nPassword\tp/W+d=0",
	"other lines between":
		"MQTT device of the shed\nhost = mqtt3.thingspeak.com\nClient ID: Cid0\nUsername: Uid0\nport: 1883\nPassword: p/W+d=0",
};

for (const [name, text] of Object.entries(FORMS)) {
	test(`credentials: ${name}, in any order, with any line ends`, () => {
		for (const variant of variants(text)) equal(read(variant), WANTED, JSON.stringify(variant));
	});
}

test("credentials: a name and its value in the next line", () => {
	equal(read("Client ID\nCid0\n\nUsername:\nUid0\nPassword\n\np/W+d=0\n"), WANTED);
});

test("credentials: JSON in any case, with spaces, dashes or underscores, whatever else is in it", () => {
	for (const [client, user, password] of [
		["clientId", "username", "password"],
		["Client ID", "User Name", "Password"],
		["client-id", "user-name", "PASSWORD"],
		["MQTT_CLIENT_ID", "mqtt_username", "mqtt_password"],
	]) {
		const json = JSON.stringify({ [password]: "p/W+d=0", other: [{ id: 1 }], [user]: "Uid0", [client]: "Cid0" });
		equal(read(json), WANTED, json);
	}
});

test("credentials: nested JSON with names of settings is settings, and a Wi-Fi password is none of the broker", () => {
	equal(read('{"mqtt":{"clientId":"a","userName":"b","password":"c"}}'), "settings");
	equal(read('{"net":{"wifi":{"username":"a","password":"c"}}}'), "settings");
	equal(read('{"password":"c","device.name":"d","username":"a"}'), "settings");
});

test("credentials: comments do not count", () => {
	const old =
		"/*\nClient ID: old\nPassword: old\n*/\n/* Username: old */\n// Password: old\n# Password: old\n% Password: old\n";
	equal(read(old + FORMS["key: value"]), WANTED);
	ok(String(read(`${old}Client ID: a`)).includes("mqtt.userName and mqtt.password are not there"));
});

test("credentials: what is missing is named, and nothing is guessed", () => {
	equal(read("Client ID: planted\nUsername: b"), "import: credentials: mqtt.password is not there");
	equal(read("Password: planted"), "import: credentials: mqtt.clientId and mqtt.userName are not there");
	equal(read('Client ID: a\nUsername: b\nPassword: ""'), "import: credentials: mqtt.password is not there");
});

test("credentials: one of them twice is fine when it is the same, and refused when it is not", () => {
	equal(read(`${FORMS["key: value"]}\n${FORMS["key = value"]}`), WANTED);
	equal(
		read(`${FORMS["key: value"]}\nPassword: planted`),
		"import: credentials: mqtt.password is there twice, with different values",
	);
});

test("credentials: a value is taken as it is: blanks in quotes, escapes of C, signs of comments", () => {
	const value = (line: string): unknown =>
		(read(`Client ID: a\nUsername: b\n${line}`) as Record<string, unknown>)["mqtt.password"];
	equal(value('#define SECRET_MQTT_PASSWORD "a\\"b\\\\c d" /* x */'), 'a"b\\c d');
	equal(value("password = a//b#c;d"), "a//b#c;d");
	equal(value("password: 'a\\b'"), "a\\b");
	equal(value('password: "open'), '"open');
	equal(value("password = :=:"), ":=:");
});

test("credentials: only their names are names", () => {
	for (const name of ["Password", "SECRET_MQTT_PASSWORD", "* Client ID", "thingspeak device user-name"])
		ok(credentialKey(name) !== undefined, name);
	for (const name of [
		"",
		"pass",
		"passwords",
		"wifi password",
		"ssid",
		"password hint",
		"clientid2",
		"x".repeat(1_000),
	])
		equal(credentialKey(name), undefined, name);
});

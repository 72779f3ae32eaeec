import { FakePasswordCrypto } from "fakes/password";
import { equal, ok, test } from "harness";
import { isSecret } from "settings/draft";
import { findSetting } from "settings/key";
import { sealPassword } from "settings/password/password";
import { Kind } from "settings/schema";
import { Settings } from "settings/settings";
import { allowed } from "settings/validate";

function sealed(): string {
	const result = sealPassword(new FakePasswordCrypto(), "planted-secret");
	return result.ok ? result.value : "";
}

test("console.password takes the stored form alone; any other value is refused and never repeated", () => {
	const settings = new Settings();
	equal(settings.set("Console.Password", sealed()), undefined);
	equal(settings.get("console.password"), sealed());
	for (const given of [
		"planted-secret",
		`${sealed()} `,
		"",
		5_318_008,
		null,
		["planted-secret"],
		{ a: "planted-secret" },
	]) {
		const error = settings.set("console.password", given) ?? "";
		equal(error, `console.password: allowed is ${allowedText()}, got something else`);
	}
	equal(settings.get("console.password"), sealed());
});

test("the words for what console.password takes say where to set it", () => {
	ok(allowedText().includes("console") && allowedText().includes("set it there"));
});

test("console.password is a secret, as mqtt.password is, and nothing without the word is", () => {
	for (const key of ["console.password", "mqtt.password", "net.wifi.2.password"])
		equal(isSecret(findSetting(key)?.setting.kind), true, key);
	for (const key of ["console.log", "mqtt.userName", "mqtt.ca"]) equal(isSecret(findSetting(key)?.setting.kind), false);
	equal(isSecret(undefined), false);
	equal(isSecret(Kind.Pem), false);
});

test("the console locks itself after ten minutes and logs info when nothing is set; 0 is never", () => {
	const settings = new Settings();
	equal([settings.get("console.autoLock"), settings.get("console.log")], [600, "info"]);
	equal(settings.set("console.autoLock", 0), undefined);
	for (const level of ["off", "error", "info", "DEBUG"]) equal(settings.set("console.log", level), undefined);
	ok(settings.set("console.log", "trace")?.includes("off or error or info or debug"));
});

function allowedText(): string {
	const found = findSetting("console.password");
	return found ? allowed(found.setting) : "";
}

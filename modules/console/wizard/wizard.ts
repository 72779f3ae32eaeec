import type { Answer, Command } from "console/command";
import { brokerStep, credentialsStep } from "console/wizard/broker";
import { channelStep, intervalStep } from "console/wizard/channel";
import { saveStep, testStep } from "console/wizard/finish";
import { Flow, type WizardStep } from "console/wizard/flow";
import { fieldsStep, sensorStep } from "console/wizard/sensor";
import { wifiStep } from "console/wizard/wifi";

const STEPS: readonly WizardStep[] = Object.freeze([
	wifiStep,
	brokerStep,
	credentialsStep,
	channelStep,
	intervalStep,
	sensorStep,
	fieldsStep,
	saveStep,
	testStep,
]);

const HELLO: readonly string[] = Object.freeze([
	"From a bare board to publishing. Enter takes what stands in [brackets],",
	"< goes one step back, Ctrl-C leaves. Nothing is saved before the end.",
]);

function wizard({ host }: { readonly host: Flow["host"] }): Answer {
	return new Flow(host, STEPS).again(HELLO);
}

/** The wizard's row. */
export const WIZARD: Command = Object.freeze({
	name: "wizard",
	usage: "",
	help: "set up everything step by step: Wi-Fi, credentials, channel, sensor, fields; then save and test",
	least: 0,
	most: 0,
	run: wizard,
});

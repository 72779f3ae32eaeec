/** The Moddable SDK's MQTT client (examples/io/tcp/mqttclient), as far as it is compared. */
declare module "sdk:mqttclient" {
	export default class MQTTClient {
		constructor(options: object);
		write(data: ArrayBufferView, options: { readonly topic: string }): number;
	}
}

/** Of the SDK's ArrayBuffer; here the machine has it (sim/bench/xs/host.c). */
interface ArrayBufferConstructor {
	fromString(text: string): ArrayBuffer;
}

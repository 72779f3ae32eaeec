import { Kind, type Setting } from "settings/schema";

/** The rows of the client certificate, a part of settings/schema. With the longest mqtt.ca they fit a record (settings/record). */
export const CERTIFICATE_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "mqtt.certificate",
		kind: Kind.Pem,
		least: 1,
		most: 4_096,
		since: "0.1.0",
		help: "client certificate for a broker that asks for one, then its authorities, PEM; with mqtt.key, for tls and wss",
	},
	{
		key: "mqtt.key",
		kind: Kind.Key,
		least: 1,
		most: 3_328,
		since: "0.1.0",
		help: "private key of mqtt.certificate, PEM; never shown",
	},
]);

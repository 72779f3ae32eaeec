import type { Settings } from "settings/settings";

/** What a broker that asks for a client certificate is shown, in PEM; both are "" when there is none. */
export interface ClientCertificate {
	/** The client's own certificate, then its authorities. */
	readonly certificate: string;
	/** Its private key: a secret. */
	readonly key: string;
}

/** The client certificate of the settings for this transport. One line instead when it cannot be used so. */
export function planClientCertificate(settings: Settings, transport: string): ClientCertificate | string {
	const certificate = settings.text("mqtt.certificate");
	const key = settings.text("mqtt.key");
	if (certificate === "" && key === "") return { certificate, key };
	if (key === "")
		return "mqtt.key: not set; a client certificate needs its private key, so set both or unset mqtt.certificate";
	if (certificate === "")
		return "mqtt.certificate: not set; a private key needs its certificate, so set both or unset mqtt.key";
	if (transport === "tcp" || transport === "ws")
		return `mqtt.certificate: ${transport} has no client certificates; set mqtt.transport=tls, or unset mqtt.certificate and mqtt.key`;
	return { certificate, key };
}

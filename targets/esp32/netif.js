/*
 * What the Moddable SDK 8.2.3 does not tell of an ESP32's network: its name servers, and why an access point was lost.
 * netif.c has the native halves; types/sdk.d.ts the declarations.
 */

/** Address of name server `index` (0 to 2) of the interface that is up; undefined when there is none. */
function dns(index) {
	return native("xs_netif_dns").call(this, index);
}

/** Sets the first name server of the interface in use. Throws for what is no IPv4 address. */
function setDns(address) {
	return native("xs_netif_set_dns").call(this, address);
}

/** The reason of the last disconnection from an access point (wifi_err_reason_t); 0 when there was none since it was asked last. */
function reason() {
	return native("xs_netif_reason").call(this);
}

/** Stops the Wi-Fi radio and starts it again. Throws when it does not. */
function restartRadio() {
	return native("xs_netif_restart_radio").call(this);
}

/** The chip's factory MAC, twelve hexadecimal digits; undefined when it cannot be read. Needs no interface. */
function hardware() {
	return native("xs_netif_hardware").call(this);
}

export default Object.freeze({ dns, setDns, reason, restartRadio, hardware });

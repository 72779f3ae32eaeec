/** Secrets planted in SETTINGS: no reply may have any of them. */
export const SECRETS: readonly string[] = ["moor-hen-wifi-9", "Qx7mosquito-pw", "aB3deFgHiJ"];

/** Settings as a person writes them, nested, with text that is not ASCII. */
export const SETTINGS = {
	device: { name: "Gewächshaus 2" },
	"net.wifi.1.ssid": "shed",
	"net.wifi.1.password": SECRETS[0],
	mqtt: { clientId: "JzQ", userName: "JzQ", password: SECRETS[1] },
	"channel.1.id": 1234567,
	"channel.1.field1": "air.temperature:mean",
	"sensor.air.model": "simulated",
};

/** How many keys SETTINGS has. */
export const KEYS = 9;

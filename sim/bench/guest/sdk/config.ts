/** The SDK's module "mc/config": a station with two sensors, whose console is quiet. */
const config: Record<string, unknown> = {
	settings: {
		"mqtt.host": "192.0.2.1",
		"mqtt.clientId": "GCE6DBgUExQtKAIwMSYPBSU",
		"mqtt.userName": "GCE6DBgUExQtKAIwMSYPBSU",
		"mqtt.password": "abcdefghijklmnopqrstuvwx",
		"console.log": "error",
		"sensor.air.model": "sht3x",
		"sensor.room.model": "simulated",
		"channel.1.id": "2345678",
		"channel.1.interval": 60,
		"channel.1.field1": "air.temperature",
		"channel.1.field2": "air.humidity",
		"channel.1.field3": "room.temperature",
		"channel.1.field4": "room.humidity",
		"channel.1.field5": "room.voltage",
		"channel.1.field6": "air.temperature:mean",
		"channel.1.field7": "air.temperature:min",
		"channel.1.field8": "air.temperature:max",
	},
};

export default config;

// A CouchDB-style server: express-pouchdb over LevelDB. node hub_side.js FOLDER PORT
const [folder, port] = process.argv.slice(2);
const PouchDB = require("pouchdb").defaults({ prefix: `${folder}/` });
const app = require("express")();
const options = { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: `${folder}/log.txt` };
app.use("/", require("express-pouchdb")(PouchDB, options));
app.listen(Number(port), "127.0.0.1", () => console.log("ready"));

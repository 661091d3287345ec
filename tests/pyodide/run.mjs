// Runs a script in a CPython made for Node: node run.mjs PACKAGE SCRIPT INPUT OUTPUT; the script gets the two files as arguments.
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

const [, , folder, script, input, output] = process.argv;
const { loadPyodide } = await import(url.pathToFileURL(path.resolve(folder, 'pyodide.mjs')));
const python = await loadPyodide();
python.FS.writeFile('/input', new Uint8Array(fs.readFileSync(input)));
python.FS.writeFile('/script.py', fs.readFileSync(script));
python.runPython(`
import sys
sys.argv = ['/script.py', '/input', '/output']
exec(open('/script.py').read())
`);
fs.writeFileSync(output, python.FS.readFile('/output'));

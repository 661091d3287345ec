// Runs compiler.py in a CPython made for Node: node pyodide.mjs PACKAGE COMPILER TEXTS ANSWERS
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

const [, , folder, compiler, texts, answers] = process.argv;
const { loadPyodide } = await import(url.pathToFileURL(path.join(folder, 'pyodide.mjs')));
const python = await loadPyodide();
python.FS.writeFile('/texts', new Uint8Array(fs.readFileSync(texts)));
python.FS.writeFile('/compiler.py', fs.readFileSync(compiler));
python.runPython(`
import sys
sys.argv = ['compiler.py', '/texts', '/answers']
exec(open('/compiler.py').read())
`);
fs.writeFileSync(answers, python.FS.readFile('/answers'));

// A mail server with real TLS: node test/mail/server.mjs DIR MODE HOST. MODE: starttls, tls (from the first byte), plain. It makes an
// authority and a certificate for 127.0.0.2 in DIR (openssl), listens on a free port of HOST, prints "port N", and a line for each
// letter and each goodbye; it ends when its input does.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

const [dir, mode, host] = process.argv.slice(2);
const at = name => `${dir}/${name}`;

function certificate(name, ...more) {
    if (existsSync(at(`${name}.pem`))) return;
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`,
        '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), ...more], { stdio: 'ignore' });
}
certificate('ca');
certificate('server', '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'subjectAltName=IP:127.0.0.2');
const secureContext = tls.createSecureContext({ key: readFileSync(at('server.key')), cert: readFileSync(at('server.pem')) });

// One connection: what it said in clear and inside TLS, what it gave.
function talk(plain) {
    const seen = { secure: mode === 'tls', verbs: [], login: '', to: '' };
    let socket = plain, rest = '', letter = false, password = false;
    const say = line => socket.write(`${line}\r\n`);
    const features = () => {
        const offers = ['test', '8BITMIME', ...(mode === 'starttls' && !seen.secure ? ['STARTTLS'] : []), ...(seen.secure || mode === 'plain' ? ['AUTH PLAIN'] : [])];
        offers.forEach((one, i) => say(`250${i < offers.length - 1 ? '-' : ' '}${one}`));
    };
    const start_tls = () => {
        say('220 go on');
        socket.removeAllListeners('data');
        socket = new tls.TLSSocket(plain, { isServer: true, secureContext });
        seen.secure = true;
        rest = '';
        listen();
    };
    const log_in = said => {
        password = false;
        seen.login = Buffer.from(said, 'base64').toString().split('\0')[1];
        say('235 yes');
    };
    const command = line => {
        const verb = line.slice(0, 4).toUpperCase();
        seen.verbs.push(seen.secure ? verb : verb.toLowerCase());
        if (verb === 'EHLO') features();
        else if (verb === 'STAR') start_tls();
        else if (verb === 'AUTH') line.split(' ')[2] ? log_in(line.split(' ')[2]) : (password = true, say('334 '));
        else if (verb === 'RCPT') seen.to = line.slice(8), say('250 ok');
        else if (verb === 'DATA') letter = true, say('354 go on');
        else if (verb === 'QUIT') say('221 bye'), socket.end();
        else say('250 ok');
    };
    const listen = () => {
        socket.on('error', () => {});
        socket.on('data', bytes => {
            rest += bytes;
            for (let end; (end = rest.indexOf('\r\n')) >= 0;) {
                const line = rest.slice(0, end);
                rest = rest.slice(end + 2);
                if (password) log_in(line);
                else if (!letter) command(line);
                else if (line === '.') {
                    letter = false;
                    console.log(`letter ${seen.secure ? 'tls' : 'clear'} login=${seen.login} to=${seen.to}`);
                    say('250 taken');
                }
            }
        });
    };
    listen();
    plain.on('close', () => console.log(`bye ${seen.verbs.join(' ')}`));       // small letters: in clear
    say('220 test');
}

const server = mode === 'tls' ? tls.createServer({ key: readFileSync(at('server.key')), cert: readFileSync(at('server.pem')) }, talk) : net.createServer(talk);
server.on('tlsClientError', () => console.log('bye'));
server.listen(0, host, () => console.log(`port ${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();

"""tools/serve: listing, ranges, types, names of every kind, nothing outside, nothing for strangers."""
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

SERVE = pathlib.Path(__file__).resolve().parent.parent / "serve"


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "dist").mkdir()
        (root / "dist/index.html").write_text("<p>page")
        (root / "dist/a.wasm").write_bytes(b"\0asm")
        (root / "secret").write_text("secret")
        run = root / "logs &" / "rün 1 #?%"
        run.mkdir(parents=True)
        data = bytes(range(256)) * 20
        (run / "events").write_bytes(data)
        os.symlink("..", run / "loop")
        (root / "logs &" / os.fsdecode(b"bad\xff")).write_text("odd")
        server = subprocess.Popen([sys.executable, SERVE, "--dist", root / "dist", root / "logs &"],
                                  stdout=subprocess.PIPE, text=True)
        try:
            check(urllib.parse.urlsplit(server.stdout.readline().strip()), root, run, data)
        finally:
            server.terminate()
            server.wait()


def check(url, root, run, data):
    assert url.query == "logdir=logdir/&name=logs%20%26", url
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=10)

    def get(path, method="GET", **headers):
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers

    status, body, headers = get("/")
    assert (status, body) == (200, b"<p>page") and headers["Content-Type"].startswith("text/html")
    assert not any(name.startswith("Cross-Origin") for name in headers)
    assert get("/a.wasm")[2]["Content-Type"] == "application/wasm"
    listing = json.loads(get("/logdir/logdir.json")[1])
    assert [row[:2] for row in listing] == [["bad\ufffd", 3], ["rün 1 #?%/events", len(data)]], listing
    assert get("/logdir/" + urllib.parse.quote("bad\ufffd"))[1] == b"odd"

    path = "/logdir/" + urllib.parse.quote("rün 1 #?%/events")
    assert get(path)[1] == data
    assert get(path, "HEAD")[2]["Content-Length"] == str(len(data))
    for wanted, first, last in (("bytes=0-0", 0, 1), ("bytes=10-19", 10, 20), ("bytes=5000-", 5000, None),
                                ("bytes=-7", -7, None), ("bytes=5100-99999", 5100, None)):
        status, body, headers = get(path, Range=wanted)
        assert (status, body) == (206, data[first:last]), wanted
        assert headers["Content-Range"].endswith(f"/{len(data)}")
    assert get(path, Range=f"bytes={len(data)}-")[0] == 416
    assert get(path, Range="bytes=0-1,4-5")[0] == 200
    with open(run / "events", "ab") as file:
        file.write(b"more")
    assert get(path, Range=f"bytes={len(data)}-")[1] == b"more"

    for outside in ("/../secret", "/logdir/../secret", "/logdir/%2e%2e/secret", "/logdir//etc/passwd", "/logdir/%00",
                    "/logdir/", "/nothing"):
        assert get(outside)[0] == 404, outside
    assert get("/", Host="elsewhere.example")[0] == 403
    print("tools/serve: ok")


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""A mail server for tests: Debian's aiosmtpd on a free port of this machine. Each message is read by Python's own library
and written as one line of JSON.

    smtp_server.py FOLDER [hold | refuse | later]

FOLDER/port appears when it listens, FOLDER/mails.jsonl holds what came. "hold" never answers to a message, "refuse" has no
such mailbox, "later" asks to come again.
"""

import asyncio
import email
import email.policy
import json
import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller

folder = Path(sys.argv[1])
mode = sys.argv[2] if len(sys.argv) > 2 else "take"


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if mode == "refuse":
            return "550 no such mailbox"
        if mode == "later":
            return "450 come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if mode == "hold":
            (folder / "held").write_text("held")
            await asyncio.sleep(3600)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = {
            "mail_from": envelope.mail_from,
            "rcpt_tos": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in message.items()],
            "subject": str(message["subject"]),
            "to": [[a.display_name, a.addr_spec] for a in message["to"].addresses],
            "from": [[a.display_name, a.addr_spec] for a in message["from"].addresses],
            "message_id": str(message["message-id"]),
            "dated": message["date"].datetime is not None,
            "defects": [str(d) for d in message.defects] + [str(d) for _, v in message.items() for d in v.defects],
            "longest_line": max(len(l) for l in envelope.content.split(b"\r\n")),
            "body": message.get_content(),
        }
        with (folder / "mails.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        return "250 OK"


class Anywhere(Controller):
    """Tells which port the system gave; the library would knock at port 0."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


controller = Anywhere(Keeper(), hostname="127.0.0.1", port=0)
controller.start()
(folder / "port.new").write_text(str(controller.server.sockets[0].getsockname()[1]))
(folder / "port.new").rename(folder / "port")
threading.Event().wait()

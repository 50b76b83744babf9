#!/usr/bin/env python3
"""Writes a sample flow of Archy YAML once more as a flow configuration in JSON and as Architect's own export (.i3…).

usage: make_configuration.py PLUMB FLOW.yaml…

Beside each FLOW.yaml come FLOW.json and FLOW.i3<Type>. Compiled trees are taken from `plumb parse`; an expression that
Genesys' compiler would refuse is stored as it stores those, without a tree. Needs PyYAML. It knows the actions that the
samples have, and no others.
"""
import base64, json, os, re, subprocess, sys, tempfile, urllib.parse, uuid

import yaml

TYPES = {
    "inboundShortMessage": ("inboundshortmessage", "i3InboundMessage"), "workflow": ("workflow", "i3WorkFlow"),
    "digitalBot": ("digitalbot", "i3DigitalBotFlow"), "inboundCall": ("inboundcall", "i3InboundFlow"),
}
CODES = {"string": "str", "integer": "int", "decimal": "dec", "boolean": "bln", "json": "jsn"}
CONTAINERS = {"state": "State", "task": "Task", "bot": "BotState", "menu": "Menu"}
REFUSED = re.compile(r"\b(conversation|participant)\s*\.", re.I)


def identifier(*words):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, words))))


class Flow:
    def __init__(self, plumb, root, body):
        self.plumb, self.root, self.body = plumb, root, body
        self.variables = {}
        self.number = 10
        self.references = {}

    # Values

    def value(self, kind, mode, text, config=None, **more):
        value = {"config": config} if config else {}
        value |= {"text": text, "type": kind, "uiMetaData": {"mode": mode}}
        return value | ({"metaData": {}} if config else {}) | {"version": 2} | more

    def unset(self, kind):
        return self.value(kind, 3, "", {"emp": {"pos": 1, "text": "", "type": kind}})

    def literal(self, kind, text):
        return self.value(kind, 1, text, {"lit": {"pos": 1, "text": text, "type": kind}})

    def target(self, name, kind="str"):
        kind = self.variables.get(name, kind)
        reference = {"pos": 1, "text": name, "type": kind, "val": identifier(self.root, name)}
        return self.value(kind, 2, name, {"ref": reference})

    def expression(self, kind, text):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as types:
            json.dump(self.variables, types)
            types.flush()
            command = [self.plumb, "parse", "--types", types.name, "--target", kind, "--format", "json", "--", text]
            parsed = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
        if REFUSED.search(text) or any(d["severity"] == "error" for d in parsed["diagnostics"]):
            return self.value(kind, 0, text, outOfService=True)
        config = parsed["tree"]
        root = next(iter(config.values()))
        if "operands" in root:
            root["text"] = parsed["canonical"]
        return self.value(kind, 0, text, config)

    def property(self, kind, node):
        if node is None or "noValue" in node or "none" in node:
            return self.unset(kind)
        if "exp" in node:
            return self.expression(kind, node["exp"])
        if "var" in node:
            return self.target(node["var"])
        literal = node["lit"]
        return self.literal(kind, literal if isinstance(literal, str) else literal["name"])

    # Structure

    def declared(self, items):
        variables = []
        for item in items or []:
            (key, body), = item.items()
            word = key.removesuffix("Variable")
            self.variables[body["name"]] = CODES[word]
            variables.append({
                "id": identifier(self.root, body["name"]), "isCollection": False, "isInput": body["isInput"] == "true",
                "isOutput": body["isOutput"] == "true", "isSecure": False,
                "__type": ("Bool" if word == "boolean" else word[:1].upper() + word[1:]) + "Variable",
                "name": body["name"], "initialValue": self.property(CODES[word], body.get("initialValue")),
            })
        return variables

    def configuration(self):
        body = self.body
        everything = (body.get("variables") or [])[:]
        containers = [item for key in ("states", "bots", "tasks") for item in body.get(key) or []]
        for item in containers:
            (_, inner), = item.items()
            everything += inner.get("variables") or []
            self.references[inner["refId"]] = inner["name"]
        for item in everything:
            (key, inner), = item.items()
            self.variables[inner["name"]] = CODES[key.removesuffix("Variable")]
        start = re.search(r"\[(.*)\]$", body["startUpRef"]).group(1)
        return {
            "name": body["name"], "type": TYPES[self.root][0], "description": body.get("description", ""),
            "defaultLanguage": body["defaultLanguage"], "initialSequence": identifier(self.root, start),
            "variables": self.declared(body.get("variables")),
            "flowSequenceItemList": [self.container(item) for item in containers],
            "manifest": {"queue": []}, "uiMetaData": {},
        }

    def container(self, item):
        (kind, body), = item.items()
        actions = []
        start = self.chain(body["actions"], actions, body["refId"])
        return {
            "__type": CONTAINERS[kind], "id": identifier(self.root, body["refId"]), "name": body["name"],
            "trackingId": int(body["refId"].rsplit("_", 1)[1]), "startAction": start,
            "variables": self.declared(body.get("variables")), "actionList": actions,
        }

    def chain(self, items, actions, scope):
        """Adds the actions of a list, linked one to the next, and gives the id of the first."""
        added = []
        for item in items:
            (kind, body), = item.items()
            self.number += 1
            action = {"id": identifier(self.root, scope, self.number, body["name"]), "name": body["name"],
                      "trackingId": self.number}
            actions.append(action)
            getattr(self, kind)(action, body, actions, scope)
            added.append(action)
        for action, following in zip(added, added[1:]):
            action["nextAction"] = following["id"]
        return added[0]["id"] if added else None

    def paths(self, action, ways, actions, scope):
        """Adds the ways out: output id, label and list of actions of each."""
        action["paths"] = []
        for output, label, items in ways:
            way = {"outputId": output, "label": label}
            if items:
                way["nextActionId"] = self.chain(items, actions, scope)
            action["paths"].append(way)

    @staticmethod
    def output(body, name):
        return ((body.get("outputs") or {}).get(name) or {}).get("actions")

    # Actions

    def updateData(self, action, body, actions, scope):
        pairs = []
        for statement in body["statements"]:
            (word, inner), = statement.items()
            pairs.append({"variable": self.target(inner["variable"], CODES[word]),
                          "expression": self.property(CODES[word], inner["value"])})
        action |= {"__type": "UpdateVariableAction", "variables": pairs}

    def decision(self, action, body, actions, scope):
        action |= {"__type": "DecisionAction", "expression": self.property("bln", body["condition"])}
        ways = [("__YES__", "Yes", self.output(body, "yes")), ("__NO__", "No", self.output(body, "no"))]
        self.paths(action, ways, actions, scope)

    def switch(self, action, body, actions, scope):
        cases, ways = [], []
        choice = body["evaluate"]["firstTrue"]
        for number, item in enumerate(choice["cases"], 1):
            name = f"Case {number}"
            reference = identifier(action["id"], name)
            cases.append({"name": name, "referenceId": reference, "value": self.property("bln", item["case"]["value"])})
            ways.append((reference, name, item["case"]["actions"]))
        action |= {"__type": "SwitchAction", "switchStyle": 0, "cases": cases}
        self.paths(action, [("__DEFAULT__", "Default", choice["default"]["actions"])] + ways, actions, scope)

    def callData(self, action, body, actions, scope):
        (category, inner), = body["category"].items()
        (name, call), = inner["dataAction"].items()

        def bound(key):
            return [{"name": output, "value": self.property("str", value)} for output, value in (call.get(key) or {}).items()]

        action |= {"__type": "DataAction", "category": {"id": category, "name": category}, "actionName": name,
                   "inputs": bound("inputs"), "outputs": bound("successOutputs"),
                   "errorBindings": bound("failureOutputs")}
        ways = [(f"__{name.upper()}__", name.capitalize(), self.output(body, name))
                for name in ("success", "failure", "timeout")]
        self.paths(action, ways, actions, scope)

    def attributes(self, body, other):
        return [{"variable": self.property("str", item["attribute"]["name"]), "expression": other(item["attribute"])}
                for item in body["attributes"]]

    def getParticipantData(self, action, body, actions, scope):
        pairs = self.attributes(body, lambda attribute: self.target(attribute["variable"]))
        action |= {"__type": "GetAttributesAction", "variables": pairs}

    def setParticipantData(self, action, body, actions, scope):
        pairs = self.attributes(body, lambda attribute: self.property("str", attribute["value"]))
        action |= {"__type": "SetAttributesAction", "variables": pairs}

    def sendResponse(self, action, body, actions, scope):
        action |= {"__type": "SendResponseAction", "messageBody": self.property("str", body["messageBody"])}

    def communicate(self, action, body, actions, scope):
        action |= {"__type": "CommunicateAction", "communication": self.property("com", body["communication"])}

    def playAudio(self, action, body, actions, scope):
        action |= {"__type": "PlayAudioAction", "prompts": {"defaultAudio": self.property("aud", body["audio"]), "cases": []}}

    def transferToAcd(self, action, body, actions, scope):
        action |= {"__type": "TransferPureMatchAction", "queues": [self.property("que", body["targetQueue"])],
                   "priority": self.property("int", body["priority"]), "languageSkill": self.unset("lac")}

    def callTask(self, action, body, actions, scope):
        reference = re.search(r"\[(.*)\]$", body["targetTaskRef"]).group(1)
        action |= {"__type": "CallTaskAction", "taskReference": identifier(self.root, reference),
                   "taskName": self.references[reference], "inputs": [], "outputs": [], "paths": []}

    def disconnect(self, action, body, actions, scope):
        action["__type"] = "DisconnectAction"

    def endTask(self, action, body, actions, scope):
        action["__type"] = "EndTaskAction"


def pretty(node, indent=""):
    """JSON with value objects and small objects on one line each."""
    flat = json.dumps(node, ensure_ascii=False)
    is_value = isinstance(node, dict) and "uiMetaData" in node and "text" in node
    if not isinstance(node, (dict, list)) or not node or is_value or len(flat) < 100:
        return flat
    inner = indent + "  "
    if isinstance(node, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {pretty(value, inner)}" for key, value in node.items()]
    else:
        parts = [pretty(value, inner) for value in node]
    opening, closing = "{}" if isinstance(node, dict) else "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closing}"


def main():
    plumb, *files = sys.argv[1:] or sys.exit(__doc__)
    for file in files:
        with open(file, encoding="utf-8") as source:
            (root, body), = yaml.load(source, Loader=yaml.BaseLoader).items()
        configuration = Flow(plumb, root, body).configuration()
        base = os.path.splitext(file)[0]
        with open(base + ".json", "w", encoding="utf-8") as target:
            target.write(pretty(configuration) + "\n")
        compact = json.dumps(configuration, ensure_ascii=False, separators=(",", ":"))
        encoded = urllib.parse.quote(compact, safe="-_.!~*'()")
        with open(f"{base}.{TYPES[root][1]}", "wb") as target:
            target.write(base64.b64encode(encoded.encode("ascii")))


if __name__ == "__main__":
    main()

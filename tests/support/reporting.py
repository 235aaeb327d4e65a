"""A programme in which something is to be reported, for tests."""

from office import ANNEX, quoted


def open_requests(office, until):
    """The annex's plan, its duties confirmed, and everything asked for that opens by the day `until`. `office` is a client."""
    office.do("PUT", f"/plan?file={ANNEX.name}", data=ANNEX.read_bytes(), headers={"If-None-Match": "*"})
    office.do("POST", "/obligations/proposals")
    office.do("POST", "/obligations/confirmation", {"all": True})
    office.do("POST", "/requests/issue", {"until": until})


def answers(office, most):
    """Contents that pass the checks: request -> content, of requests that are open and whose answer has room for a note."""
    found = {}
    for request in office.every("/requests?state=open"):
        form = office.get(f"/requests/{quoted(request['id'])}/form")
        content = {"figures": [{**{name: f[name] for name in ("figure", "subject", "period")}, "as_given": "1" + f["unit"]} for f in form["figures"]],
                   "closures": [{"ledger": ledger, "period": request["period"]} for ledger in form["ledgers"]],
                   "reports": {key: "完成" for kind, _, key in (o.partition(":") for o in form["others"]) if kind == "report"}}
        if not content["figures"] and not content["reports"]:
            continue
        findings = office.do("POST", f"/requests/{quoted(request['id'])}/checks", content)["findings"]
        if any(finding["severity"] == "blocker" for finding in findings):
            continue
        content["reasons"] = {finding["key"]: "已核实" for finding in findings if finding["severity"] == "error"}
        found[request["id"]] = content
        if len(found) == most:
            break
    return found


def with_note(content, note):
    """The content, saying `note` wherever it can."""
    return {**content, "figures": [{**figure, "note": note} for figure in content["figures"]], "reports": {task: note for task in content["reports"]}}

"""What does the database itself ask of every role, by table and by role, and what may each role of
staff do?
"""

from collections.abc import Iterator, Mapping

from amaan.access.permissions import Permission
from amaan.kernel.row_security import OWNER, RUN_TIME, Declaration, Grant, Kind, Policy, Trigger
from amaan.kernel.words import Catalogue
from amaan.node.places import REPOSITORY
from amaan.node.row_security.declared import DeclaredSet, declarations, declared_set
from amaan.security.rules.roles import (
    PERMISSIONS,
    PICTURE_OF_NATION,
    PICTURE_OF_TERRITORY,
    Role,
)
from amaan.site.documents.of_code import table

ABOUT = """# Policies

What PostgreSQL asks of every statement, whatever the application has asked before. Declared in
`src/amaan/<capability>/policies.py`, applied by `amaan node migrate`. Policies of one verb are
joined by OR, restrictive ones by AND; a role without a policy for a verb sees and writes nothing.
Every table of ours has row-level security switched on and forced, with one more policy for the
owner role, under which functions that run as definer do their work.
"""
Homes = Mapping[Declaration, str]
PICTURES = {
    "nation": "the picture of the nation",
    "territory": "the picture of the own province or district",
    "": "what the own unit holds, and no picture",
}


def policies() -> str:
    declared = declared_set()
    homes = {part: name for name, parts in declarations().items() for part in parts}
    parts = [ABOUT, "## By table\n"]
    parts += [table_of(name, declared, homes) for name in sorted(declared.tables)]
    parts.append("## By database role\n")
    parts += [role_of(role, declared) for role in RUN_TIME]
    parts += ["## Functions that run as the owner\n", functions(declared, homes)]
    return "\n".join(parts)


def table_of(name: str, declared: DeclaredSet, homes: Homes) -> str:
    secured = declared.tables[name].secured
    found = [it for it in declared.policies.values() if it.table == name and it.roles != (OWNER,)]
    says = "" if secured else "A library's table, without row-level security.\n"
    head = ("Policy", "Verb", "Role", "Rows there", "Rows written", "Declared in")
    rows = [policy_row(it, homes[it]) for it in sorted(found, key=lambda it: (it.verb, it.name))]
    asked = table(head, rows) if rows else ""
    given = "".join(f"- {line}\n" for line in grants_on(name, declared))
    mounted = "".join(
        f"- {trigger_line(it)}\n" for key, it in declared.triggers.items() if key[0] == name
    )
    if secured and not given:
        says = "No run-time role reaches it.\n"
    blocks = [says, asked, given, mounted]
    return f"### {name}\n\n" + "\n".join(block for block in blocks if block)


def policy_row(policy: Policy, home: str) -> tuple[str, ...]:
    kind = f"**only if** `{policy.name}`" if policy.restrictive else f"`{policy.name}`"
    conditions = [f"`{it}`" if it else "" for it in (policy.using, policy.check)]
    return (kind, policy.verb, ", ".join(policy.roles), *conditions, home)


def grants_on(name: str, declared: DeclaredSet) -> Iterator[str]:
    """`amaan_app: SELECT, INSERT, UPDATE (ended_at)`, a line for each role."""
    for role in RUN_TIME:
        if verbs := verbs_of(role, name, declared):
            yield f"`{role}` may {verbs}"


def verbs_of(role: str, name: str, declared: DeclaredSet) -> str:
    held: dict[str, list[str]] = {}
    for it in declared.grants:
        if (it.kind, it.on, it.role) == (Kind.TABLE, name, role):
            held.setdefault(it.privilege, []).append(it.column)
    order = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return ", ".join(privilege_text(verb, held[verb]) for verb in order if verb in held)


def privilege_text(verb: str, columns: list[str]) -> str:
    return verb if "" in columns else f"{verb} ({', '.join(sorted(columns))})"


def trigger_line(trigger: Trigger) -> str:
    columns = f" of {', '.join(trigger.columns)}" if trigger.columns else ""
    return f"before {' or '.join(trigger.events)}{columns}: `{trigger.function}()`"


def role_of(role: str, declared: DeclaredSet) -> str:
    rows = [(name, verbs_of(role, name, declared)) for name in sorted(declared.tables)]
    reached = table(("Table", "May"), [(f"`{name}`", verbs) for name, verbs in rows if verbs])
    runs = sorted(it.on for it in declared.grants if executes(it, role))
    named = ", ".join(f"`{it}`" for it in runs if it in declared.functions)
    return f"### {role}\n\n{reached}\nRuns: {named or 'no function'}.\n"


def executes(grant: Grant, role: str) -> bool:
    return grant.kind is Kind.FUNCTION and grant.role == role


def functions(declared: DeclaredSet, homes: Homes) -> str:
    rows = []
    for signature, it in sorted(declared.functions.items()):
        callers = [grant.role for grant in declared.grants if grant.on == signature]
        rows.append((f"`{signature}`", it.returns, ", ".join(sorted(callers)), homes[it]))
    return table(("Function", "Gives", "Run by", "Declared in"), rows)


def roles() -> str:
    """Every role of staff with its words, what it may do and how far it sees."""
    words = Catalogue.load(REPOSITORY / "src" / "amaan" / "security" / "words.toml")
    parts = ["# Roles\n\nWhat each role of staff may do; `src/amaan/security/rules/roles.py`.\n"]
    for role in sorted(Role):
        names = words.entries["label.role", role]
        rows = [
            (f"`{it}`", *(words.entries["label.permission", it][lang] for lang in ("en", "ur")))
            for it in Permission
            if it in PERMISSIONS[role]
        ]
        held = table(("Permission", "English", "Urdu"), rows)
        title = f"## {role}\n\n{names['en']} · {names['ur']}"
        parts.append(f"{title}\n\nSees {PICTURES[picture_of(role)]}.\n\n{held}")
    return "\n".join(parts)


def picture_of(role: Role) -> str:
    if role in PICTURE_OF_NATION:
        return "nation"
    return "territory" if role in PICTURE_OF_TERRITORY else ""

"""Who may write: the file of rights, what each role allows, and the refusals."""

from pathlib import Path

import pytest

from streekmonitor.objectives.rights import (
    COMMAND_LINE,
    LOCAL_EDITOR,
    READER,
    NotAllowedError,
    RightsError,
    User,
    load_rights,
    rights_file,
)

FILE = """
editor:
  emails: [An@Werkgroep.be]
  groups: [mobiliteit]
analyst:
  groups: [data, mobiliteit]
admin:
  emails: [dee@beheer.be]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "rights.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path / "rights.yaml"


def test_the_file_may_stand_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STREEKMONITOR_RIGHTS", raising=False)
    assert rights_file(tmp_path) == tmp_path / "rights.yaml"
    monkeypatch.setenv("STREEKMONITOR_RIGHTS", str(tmp_path / "elders.yaml"))
    assert rights_file(tmp_path) == tmp_path / "elders.yaml"


def test_without_a_file_nobody_may_write(tmp_path: Path) -> None:
    assert load_rights(tmp_path / "weg.yaml").user("An", "an@werkgroep.be").roles == frozenset()
    assert not any(READER.may(right) for right in ("edit", "present", "publish", "administer"))


@pytest.mark.parametrize(
    ("email", "groups", "roles"),
    [
        ("an@werkgroep.be", (), {"editor"}),
        (" AN@werkgroep.BE ", (), {"editor"}),
        ("wie@elders.be", ("mobiliteit",), {"editor", "analyst"}),
        ("dee@beheer.be", ("data",), {"admin", "analyst"}),
        ("wie@elders.be", ("feest",), set()),
        ("", (), set()),
    ],
)
def test_roles_by_address_or_group(path: Path, email: str, groups: tuple[str, ...], roles: set[str]) -> None:
    assert load_rights(path).user("Iemand", email, groups).roles == roles


def test_an_address_that_was_not_verified_gives_no_role(path: Path) -> None:
    rights = load_rights(path)
    assert rights.user("An", "an@werkgroep.be", verified=False).roles == frozenset()
    assert rights.user("An", "an@werkgroep.be", ["data"], verified=False).roles == {"analyst"}


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("editor", {"edit", "present"}),
        ("analyst", {"publish", "present"}),
        ("admin", {"edit", "present", "publish", "administer"}),
    ],
)
def test_what_a_role_allows(role: str, allowed: set[str]) -> None:
    user = User("Iemand", roles=frozenset({role}))  # type: ignore[arg-type]
    for right in ("edit", "present", "publish", "administer"):
        assert user.may(right) == (right in allowed)
        if right in allowed:
            user.require(right)
        else:
            with pytest.raises(NotAllowedError, match=r"^U hebt geen recht om .* beheerder"):
                user.require(right)


def test_on_this_computer_one_may_all() -> None:
    assert all(LOCAL_EDITOR.may(right) for right in ("edit", "present", "publish", "administer"))
    assert COMMAND_LINE.may("administer")
    assert (LOCAL_EDITOR.signature, User("An", "an@x.be").signature) == ("lokale redacteur", "an@x.be")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("editor: [an@x.be]", "verwacht enkel de sleutels 'emails', 'groups'"),
        (
            "redacteur: {emails: [an@x.be]}",
            "onbekende rol 'redacteur'. Kies uit 'editor', 'analyst', 'admin'",
        ),
        ("editor: {email: [an@x.be]}", "verwacht enkel de sleutels"),
        ("editor: {emails: an@x.be}", "een lijst van teksten"),
        ("editor: {emails: [an]}", "'an' is geen e-mailadres"),
        ("editor: {groups: [1]}", "een lijst van teksten"),
        ("- editor", "verwacht rollen"),
        ("editor: {emails: [", "geen geldige YAML"),
        (b"\xff\xfe", "niet te lezen"),
    ],
)
def test_a_file_that_is_not_right_is_explained(tmp_path: Path, text: str | bytes, reason: str) -> None:
    path = tmp_path / "rights.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RightsError) as refused:
        load_rights(path)
    assert reason in str(refused.value)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("text", ["", "editor:\n", "editor: {emails: , groups: []}"])
def test_an_empty_file_gives_nobody_a_role(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rights.yaml"
    path.write_text(text, encoding="utf-8")
    if text == "editor:\n":
        with pytest.raises(RightsError):
            load_rights(path)
    else:
        assert load_rights(path).user("An", "an@x.be").roles == frozenset()

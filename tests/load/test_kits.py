"""What a kit says wrong, told at its line."""

import pytest

KIT = "kits/petit-kit.yaml"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "fiches: {}",
            "fiches: {outils: [carte-des-apuis]}",
            "kits/petit-kit.yaml:8:19 outil inconnu : « carte-des-apuis »"
            " | Vouliez-vous dire « carte-des-appuis » ?",
        ),
        (
            "fiches: {}",
            "fiches: {outils: [ancienne-carte]}",
            "kits/petit-kit.yaml:8:19 « ancienne-carte » est retiré"
            " | Le remplacer par « carte-des-appuis ».",
        ),
        (
            "supports: {}",
            "supports: {outils: [pas-a-pas], sauf: [pas-a-pas]}",
            "kits/petit-kit.yaml:9:40 « pas-a-pas » est nommé et dans « sauf »"
            " | Le garder ou l’écarter.",
        ),
        (
            "fiches: {}",
            "fiches: {besoins: [logement]}",
            "kits/petit-kit.yaml:8:20 « besoins » ne connaît pas ce mot : « logement » |",
        ),
        (
            "seances: {}",
            "seances: {noms: [premier-rendezvous]}",
            "kits/petit-kit.yaml:10:18 séance inconnue : « premier-rendezvous »"
            " | Vouliez-vous dire « premier-rendez-vous » ?",
        ),
        (
            "[petit-classeur]",
            "[petit-classeur, petit-classeur]",
            "kits/petit-kit.yaml:12:26 nom donné deux fois : « petit-classeur »"
            " | Garder un seul des deux.",
        ),
        (
            "[pdf, a-remplir, papier, word]",
            "[pdf, docx]",
            "kits/petit-kit.yaml:13:16 mot inconnu : « docx » |",
        ),
        (
            "[pdf, a-remplir, papier, word]",
            "[pdf, pdf]",
            "kits/petit-kit.yaml:13:16 format répété : « pdf » | Garder un seul des deux.",
        ),
        (
            '"2026.1"',
            '"2026-1"',
            "kits/petit-kit.yaml:3:10 valeur mal formée : « 2026-1 » |"
            ' Écrire l’année et un numéro, par exemple "2026.1".',
        ),
        (
            "licence: Rien",
            "license: Rien",
            "kits/petit-kit.yaml:7:1 champ inconnu : « license » |"
            " Vouliez-vous dire « licence » ?",
        ),
    ],
)
def test_each_fault_is_told_at_its_line(change, tell, old, new, told):
    change(KIT, old, new)
    (found,) = tell()
    assert found.startswith(told)


def test_a_kit_that_holds_nothing_is_told(content, tell):
    path = content / KIT
    lines = path.read_text().splitlines()
    path.write_text(
        "\n".join(
            line
            for line in lines
            if "{}" not in line and "noms" not in line and "classeurs" not in line
        )
    )
    (found,) = tell()
    assert found.startswith("kits/petit-kit.yaml:2:1 ce kit ne contient rien | Ajouter")


def test_no_kit_is_called_as_a_command(content, tell):
    (content / KIT).rename(content / "kits" / "verifier.yaml")
    (found,) = tell()
    assert "aucun kit ne peut s’appeler « verifier »" in found

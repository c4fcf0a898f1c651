"""Both languages say everything the interface says."""

import re

import pytest

from tests.catalogues import catalogue, texts_in_code

PLACE = re.compile(r"%\(\w+\)[sd]|%%")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_catalogue_holds_every_text_and_no_other(language: str) -> None:
    wanted = {str(message.id) for message in texts_in_code()}
    assert {str(message.id) for message in catalogue(language) if message.id} == wanted


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_text_is_left_untranslated(language: str) -> None:
    empty = [
        message.id
        for message in catalogue(language)
        if message.id
        and (not all(message.string) if isinstance(message.string, tuple) else not message.string)
    ]
    assert empty == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        text = message.id if isinstance(message.id, str) else message.id[-1]
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(str(strings[-1]))), text

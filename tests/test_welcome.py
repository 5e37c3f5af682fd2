"""The welcome of somebody who has not trained anything yet."""

from tests.windows import child, click, opened, wait


def test_one_click_trains_a_first_model_and_the_welcome_is_gone_for_good(qtbot):
    with opened(qtbot) as window:
        welcome = child(window, "welcome")
        assert welcome.isVisible()
        assert child(window, "welcomeTrain").text() == "Digits VAE, 1 min"
        click(qtbot, child(window, "welcomeTrain"))
        wait(qtbot, lambda: window.session.step > 5 and child(window, "lossCurves").isVisible())
        assert not welcome.isVisible()
    with opened(qtbot) as window:
        assert not child(window, "welcome").isVisible()


def test_training_by_any_other_way_ends_it_as_well(qtbot):
    with opened(qtbot) as window:
        click(qtbot, child(window, "trainButton"))
        wait(qtbot, lambda: not child(window, "welcome").isVisible())


def test_it_is_closed_for_good_and_comes_back_by_the_menu(qtbot):
    with opened(qtbot) as window:
        click(qtbot, child(window, "welcomeClose"))
        assert not child(window, "welcome").isVisible()
    with opened(qtbot) as window:
        assert not child(window, "welcome").isVisible()
        window.docks["bottom"].hide()
        action = next(a for a in window.menus.actions if a.text().replace("&", "") == "Welcome")
        action.trigger()
        assert child(window, "welcome").isVisible()
        window.session.shelf.changed.emit()  # the list of runs was read again
        assert child(window, "welcome").isVisible()


def test_the_tour_begins_from_it(qtbot):
    with opened(qtbot) as window:
        click(qtbot, child(window, "welcomeTour"))
        wait(qtbot, lambda: window.lessons.lesson is not None)
        assert child(window, "lessonTitle").text() == "Tour of the window"


def test_own_pictures_are_asked_for(qtbot, monkeypatch, tmp_path):
    import numpy as np
    from PySide6.QtWidgets import QFileDialog

    np.save(tmp_path / "pictures.npy", np.zeros((40, 8, 8), np.uint8))
    answer = str(tmp_path / "pictures.npy")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answer)
    with opened(qtbot) as window:
        click(qtbot, child(window, "welcomePictures"))
        wait(qtbot, lambda: len(window.session.dataset) == 40)
        assert "pictures" in child(window, "welcomeTrain").text()


def test_the_button_says_what_it_would_train(qtbot):
    with opened(qtbot) as window:
        window.session.choose_family("gan")
        title = {name: title for name, title, _ in window.session.families}["gan"]
        button = child(window, "welcomeTrain")
        wait(qtbot, lambda: button.text() != "Digits VAE, 1 min")
        begin, cut, end = button.text().partition("\N{HORIZONTAL ELLIPSIS}")  # in a narrow window
        whole = f"{title} on digits"
        assert whole == begin or (cut and whole.startswith(begin) and whole.endswith(end))

"""Being stopped becomes an exception, except where it must wait."""

import signal
import threading
import time

import pytest

from romin_print.build.signaux import (
    STOPS,
    Interruption,
    delay_stops,
    heed_stops,
    ignore_stops,
)

each_stop = pytest.mark.parametrize("stop", STOPS, ids=lambda s: s.name)


@pytest.fixture(autouse=True)
def hear_ctrl_c():
    """Hear it even if the tests run in the background, where a shell ignores it."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


def send(stop):
    """Send to this very thread: the system may give a process's to another."""
    signal.raise_signal(stop)


@each_stop
def test_a_stop_is_an_interruption_with_the_exit_code_of_shells(stop):
    with heed_stops(), pytest.raises(Interruption) as caught:
        send(stop)
    assert caught.value.exit_code == 128 + stop


@each_stop
def test_a_stop_that_python_ignores_is_asked_again(stop):
    class Forgetful:
        def __del__(self):
            send(stop)

    def forget_and_work():
        del things[:]
        time.sleep(5)

    things, start = [Forgetful()], time.monotonic()
    with heed_stops(), pytest.raises(Interruption):
        forget_and_work()
    assert time.monotonic() - start < 4


@each_stop
def test_a_stop_is_ignored_while_files_are_put_in_place(stop):
    with heed_stops():
        with ignore_stops():
            send(stop)
        with pytest.raises(Interruption):
            send(stop)


@each_stop
def test_a_delayed_stop_arrives_in_the_end(stop):
    done = []

    def run():
        with delay_stops():
            send(stop)
            done.append("whole")

    with heed_stops(), pytest.raises(Interruption):
        run()
    assert done == ["whole"]


@each_stop
def test_handlers_are_put_back(stop):
    before = signal.getsignal(stop)
    with heed_stops(), ignore_stops():
        assert signal.getsignal(stop) == signal.SIG_IGN
    assert signal.getsignal(stop) == before


def test_a_signal_that_nohup_ignores_stays_ignored():
    former = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with heed_stops():
            send(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, former)


def test_a_thread_may_print_too():
    seen = []

    def run():
        with heed_stops(), ignore_stops():
            seen.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [True]

from newsroom.desk.timemachine.addresses import Address

PATH = "/desk/organizations/acme/"


def test_what_means_nothing_is_left_out_and_the_rest_reads_back() -> None:
    address = Address(PATH, as_of="2023-11-17T12:00+08:00", known_at="@12", tz="Asia/Shanghai")
    assert str(address) == (f"{PATH}?as_of=2023-11-17T12:00%2B08:00&known_at=@12&tz=Asia/Shanghai")
    assert str(Address.of(PATH, {"as_of": " ", "zoom": "all", "other": "x"})) == PATH
    assert str(address.but(as_of="", known_at="", tz="", zoom="day")) == f"{PATH}?zoom=day"


def test_a_form_for_another_point_carries_the_rest_along() -> None:
    address = Address(PATH, as_of="2020", known_at="@1", tz="UTC", pin_as_of="2019", zoom="day")
    assert address.carried == {"tz": "UTC", "pin_as_of": "2019", "zoom": "day"}


def test_only_a_point_of_its_own_asks() -> None:
    assert not Address(PATH, zoom="year", group="person").asks
    assert Address(PATH, known_at="@3").asks
    assert not Address(PATH, pin_as_of="2019").pins
    assert Address(PATH, pin_as_of="2019", pin_known_at="@2").pins

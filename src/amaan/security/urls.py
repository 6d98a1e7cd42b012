"""Addresses of the security capability: the door at the root of the staff site, people and reads
below it.
"""

from django.urls import path

from amaan.security.views import entering, first_sign_in, node, signing_in, staff

app_name = "security"

# Without a namespace: the sign-in library asks for some of these names.
door_urlpatterns = [
    path("sign-in/", entering.sign_in, name="account_login"),
    path("sign-in/code/", entering.second_factor, name="mfa_authenticate"),
    path("sign-in/password/", first_sign_in.new_password, name="new_password"),
    path("sign-in/phone/", first_sign_in.activation, name="mfa_activate_totp"),
    path("seat/", signing_in.take_seat, name="take_seat"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
]

staff_urlpatterns = [
    path("staff/", staff.people, name="people"),
    path("staff/new/", staff.new_staff, name="new_staff"),
    path("node/", node.state, name="node"),
    path("node/in-service/", node.serve, name="serve"),
    path("node/out-of-service/", node.withdraw, name="withdraw"),
    path("staff/roles/", staff.roles, name="roles"),
    path("staff/<uuid:staff>/", staff.person, name="person"),
    path("staff/<uuid:staff>/seat/", staff.give_seat, name="give_seat"),
    path("seats/<uuid:seat>/end/", staff.stop_seat, name="stop_seat"),
    path("reads/", staff.read_log, name="reads"),
]
